/** Asks for a title, to name something new or rename it. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  label: string;
  initial?: string;
  busy: boolean;
  onSave: (title: string) => void;
}

export function TitleDialog({ open, onOpenChange, title, ...form }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title}>
      <TitleForm {...form} />
    </Dialog>
  );
}

type FormProps = Pick<Props, "label" | "initial" | "busy" | "onSave">;

function TitleForm({ label, initial = "", busy, onSave }: FormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(initial);
  const [missing, setMissing] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) onSave(text.trim());
    else setMissing(true);
  };
  return (
    <form noValidate onSubmit={save} className="grid gap-5">
      <TextField
        label={label}
        dir="auto"
        maxLength={200}
        value={text}
        error={missing && !text.trim() ? t("form.required") : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" busy={busy} className="justify-self-end">
        {t("action.save")}
      </Button>
    </form>
  );
}
