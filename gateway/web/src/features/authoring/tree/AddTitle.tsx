/** A title written in place: of something new, or instead of an old one. */
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";

interface Props {
  label: string;
  action: string;
  initial?: string;
  busy: boolean;
  /** What else is chosen beside the title. */
  children?: ReactNode;
  onAdd: (title: string) => Promise<unknown>;
  onClose: () => void;
}

export function AddTitle({ label, action, initial = "", busy, children, onAdd, onClose }: Props) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(initial);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const written = title.trim();
    if (!written) return;
    if (written === initial) onClose();
    // A refusal has been shown; what was typed stays for another try.
    else
      onAdd(written).then(
        () => setTitle(""),
        () => undefined,
      );
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <form
      noValidate
      onSubmit={save}
      onKeyDown={leave}
      className={classes(
        "grid min-w-0 flex-1 gap-3",
        !children && "sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center",
      )}
    >
      <input
        autoFocus
        aria-label={label}
        placeholder={label}
        dir="auto"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
        className="control min-w-0"
      />
      <div className="flex flex-wrap items-center gap-2">
        {children && <div className="me-auto">{children}</div>}
        <Button type="submit" size="small" busy={busy} disabled={!title.trim()}>
          {action}
        </Button>
        <Button look="quiet" size="small" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
