/** Modal surfaces: a dialog, a side drawer and the question before a destructive act. */
import { X } from "lucide-react";
import { AlertDialog, Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "./Button";
import { classes } from "./classes";

const VEIL = "fixed inset-0 bg-[rgb(8_18_14/0.55)] animate-fade";
const CENTERED =
  "fixed inset-x-4 top-1/2 mx-auto max-h-[85dvh] max-w-lg -translate-y-1/2 overflow-y-auto " +
  "rounded-3xl bg-surface p-6 shadow-lift sm:p-8";
const DRAWER =
  "fixed inset-y-0 start-0 w-[min(22rem,88vw)] overflow-y-auto bg-surface p-5 shadow-lift animate-fade";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  drawer?: boolean;
  children: ReactNode;
}

export function Dialog({ open, onOpenChange, title, description, drawer, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={classes(VEIL, "z-40")} />
        <RadixDialog.Content
          className={classes(drawer ? DRAWER : CENTERED, "z-50")}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <RadixDialog.Title className="pt-1.5 text-xl">{title}</RadixDialog.Title>
            <RadixDialog.Close asChild>
              <IconButton label={t("action.close")} className="-me-2">
                <X aria-hidden="true" className="size-5" />
              </IconButton>
            </RadixDialog.Close>
          </div>
          {description && (
            <RadixDialog.Description className="mb-5 text-muted">
              {description}
            </RadixDialog.Description>
          )}
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  consequence: string;
  action: string;
  onConfirm: () => void;
}

/** Names the object and the consequence, above all else; only the person's explicit yes goes on. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  consequence,
  action,
  onConfirm,
}: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={classes(VEIL, "z-60")} />
        <AlertDialog.Content className={classes(CENTERED, "z-60 grid gap-3")}>
          <AlertDialog.Title className="text-xl">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-muted">{consequence}</AlertDialog.Description>
          <div className="mt-4 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel asChild>
              <Button look="secondary">{t("action.cancel")}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button look="danger" onClick={onConfirm}>
                {action}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
