/** Short messages that come and go; anybody says one with `toast(…)`. */
import { X } from "lucide-react";
import { Toast } from "radix-ui";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "./classes";

interface Message {
  id: number;
  text: string;
  tone: "good" | "bad";
}

let messages: Message[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: Message[]): void {
  messages = next;
  listeners.forEach((listener) => listener());
}

export function toast(text: string, tone: Message["tone"] = "good"): void {
  lastId += 1;
  change([...messages.slice(-2), { id: lastId, text, tone }]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const { t, i18n } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => messages);
  return (
    <Toast.Provider
      label={t("toast.label")}
      swipeDirection={i18n.dir() === "rtl" ? "left" : "right"}
      duration={5000}
    >
      {shown.map((message) => (
        <Toast.Root
          key={message.id}
          type={message.tone === "bad" ? "foreground" : "background"}
          onOpenChange={(open) => open || change(messages.filter(({ id }) => id !== message.id))}
          className={classes(
            "flex items-center gap-3 rounded-2xl py-3 ps-5 pe-2.5 shadow-lift animate-rise",
            message.tone === "bad" ? "bg-danger-soft text-danger" : "bg-board text-on-board",
          )}
        >
          <Toast.Description className="flex-1 font-medium">{message.text}</Toast.Description>
          <Toast.Close
            aria-label={t("action.close")}
            className="grid size-9 place-items-center rounded-lg opacity-80 hover:opacity-100"
          >
            <X aria-hidden="true" className="size-4" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport
        label={t("toast.region")}
        className="fixed inset-x-4 bottom-4 z-60 ms-auto grid max-w-sm gap-2 outline-none"
      />
    </Toast.Provider>
  );
}
