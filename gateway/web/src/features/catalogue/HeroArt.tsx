/** Chalk lines of an eight-fold tiling, fading out towards the words. */
import { memo } from "react";

const STEP = 96;
const COLUMNS = 7;
const ROWS = 7;

const star = (x: number, y: number): string => {
  const points = Array.from({ length: 16 }, (_, index) => {
    const radius = STEP * (index % 2 ? 0.383 : 0.5);
    const angle = (index * Math.PI) / 8;
    return `${(x + radius * Math.cos(angle)).toFixed(1)} ${(y + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join("L")}z`;
};

const places = Array.from({ length: COLUMNS * ROWS }, (_, index) => ({
  x: (index % COLUMNS) * STEP,
  y: Math.floor(index / COLUMNS) * STEP,
}));
const stars = places.map(({ x, y }) => star(x, y)).join("");
const diamonds = places
  .map(
    ({ x, y }) =>
      `M${x + 48} ${y + 22}L${x + 74} ${y + 48}L${x + 48} ${y + 74}L${x + 22} ${y + 48}z`,
  )
  .join("");
const lit = [11, 26, 31, 37].map((index) => places[index]).filter((place) => place !== undefined);

export const HeroArt = memo(function HeroArt({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 576 576"
      preserveAspectRatio="xMaxYMid slice"
      aria-hidden="true"
      className={className}
    >
      <defs>
        <linearGradient id="hero-fade">
          <stop offset="0" stopColor="black" />
          <stop offset="0.75" stopColor="white" />
        </linearGradient>
        <mask id="hero-mask">
          <rect width="576" height="576" fill="url(#hero-fade)" />
        </mask>
      </defs>
      <g
        mask="url(#hero-mask)"
        strokeWidth="1.5"
        fill="none"
        className="rtl:-scale-x-100 origin-center"
      >
        <path d={stars} stroke="#7fb5a1" strokeOpacity="0.6" />
        <path d={diamonds} stroke="#efaa2c" strokeOpacity="0.6" />
        {lit.map(({ x, y }) => (
          <path key={`${x}-${y}`} d={star(x, y)} fill="#efaa2c" stroke="none" />
        ))}
      </g>
    </svg>
  );
});
