/** A person's picture, or their initials; the name stands beside it, so it says nothing itself. */
import { classes } from "./classes";

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("")
    .toUpperCase();

interface Props {
  name: string;
  url?: string | null;
  className: string;
}

export function Avatar({ name, url, className }: Props) {
  if (url) {
    return (
      <img
        src={url}
        alt=""
        className={classes("shrink-0 rounded-full bg-brand-soft object-cover", className)}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      data-initials={initialsOf(name)}
      className={classes(
        "grid shrink-0 place-items-center rounded-full bg-brand-soft font-semibold text-brand-ink",
        "before:content-[attr(data-initials)]",
        className,
      )}
    />
  );
}
