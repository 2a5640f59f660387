/** Buttons and links that look like them. */
import type { ComponentProps } from "react";
import { Link, type LinkProps } from "react-router";

import { classes } from "./classes";
import { Spinner } from "./Spinner";

export type Look = "primary" | "secondary" | "quiet" | "danger" | "board";
type Size = "small" | "medium" | "large";

const LOOKS: Record<Look, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong shadow-card",
  secondary:
    "border border-line-strong bg-surface text-ink hover:border-brand hover:text-brand-ink",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-danger text-danger bg-surface hover:bg-danger-soft",
  board: "bg-accent text-on-accent hover:brightness-105",
};

const SIZES: Record<Size, string> = {
  small: "min-h-9 rounded-lg px-3 text-sm",
  medium: "min-h-11 rounded-xl px-4.5",
  large: "min-h-13 rounded-2xl px-6 text-lg",
};

interface Shape {
  look?: Look;
  size?: Size;
  wide?: boolean;
}

function shape({ look = "primary", size = "medium", wide = false }: Shape, extra?: string): string {
  return classes(
    "inline-flex items-center justify-center gap-2 font-semibold transition-colors select-none",
    "disabled:opacity-55 aria-disabled:opacity-55",
    LOOKS[look],
    SIZES[size],
    wide && "w-full",
    extra,
  );
}

type ButtonProps = ComponentProps<"button"> & Shape & { busy?: boolean };

export function Button({ look, size, wide, busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={shape({ look, size, wide }, className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

export function ButtonLink({ look, size, wide, className, ...rest }: LinkProps & Shape) {
  return <Link {...rest} className={shape({ look, size, wide }, className)} />;
}

type IconButtonProps = ComponentProps<"button"> & { label: string };

/** A square button whose icon says it all; `label` is its accessible name. */
export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(
        "inline-grid size-11 shrink-0 place-items-center rounded-xl text-muted",
        "transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40",
        className,
      )}
    >
      {children}
    </button>
  );
}
