/** Searching on a phone: the whole screen, above the keyboard. */
import { X } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";

import { SearchBox } from "./SearchBox";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSearch: (text: string) => void;
}

export function SearchSheet({ open, onOpenChange, onSearch }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const close = () => onOpenChange(false);
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-50 overflow-y-auto bg-canvas p-4 animate-fade"
        >
          <RadixDialog.Title className="sr-only">{t("catalogue.search")}</RadixDialog.Title>
          <form
            role="search"
            onSubmit={(event) => event.preventDefault()}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2"
          >
            <SearchBox
              autoFocus
              look="sheet"
              value={text}
              onChange={setText}
              onSearch={onSearch}
              onLeave={close}
            />
            <RadixDialog.Close asChild>
              <IconButton label={t("action.close")} className="mt-1">
                <X aria-hidden="true" className="size-6" />
              </IconButton>
            </RadixDialog.Close>
          </form>
          {text.trim() && (
            <Button
              wide
              look="secondary"
              className="mt-3"
              onClick={() => {
                close();
                onSearch(text.trim());
              }}
            >
              {t("search.all", { text: text.trim() })}
            </Button>
          )}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
