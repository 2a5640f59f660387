/** How earlier results look while the next ones are awaited: pale, but only when that takes a while. */
import { classes } from "./classes";

export const staleLook = (isStale: boolean, others?: string): string =>
  classes("transition-opacity", isStale && "opacity-60 delay-500", others);
