/** What all parts of the player look like: light on the dark of the film, in both themes. */
export const CONTROL =
  "inline-flex size-10 shrink-0 items-center justify-center rounded-lg text-white " +
  "hover:bg-white/20 focus-visible:outline-3 focus-visible:outline-accent data-[state=open]:bg-white/20";
