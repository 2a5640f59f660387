/** The academy's sign: the eight-fold star of a tile, drawn in one color. */
export function Rosette({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" fill="none" aria-hidden="true" className={className}>
      <g stroke="currentColor" strokeWidth="2.4" strokeLinejoin="round">
        <rect x="13" y="13" width="38" height="38" />
        <rect x="13" y="13" width="38" height="38" transform="rotate(45 32 32)" />
        <circle cx="32" cy="32" r="9.5" />
      </g>
      <circle cx="32" cy="32" r="3.4" fill="currentColor" />
    </svg>
  );
}
