/** Short messages that come and go; anybody says one with `toast(…)`. */
import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { reasonOf } from "@/api/problems";

import { classes } from "./classes";

/** Milliseconds that a message stays, unless somebody reads it with the pointer or the keyboard. */
const STAYS = 6_000;
const MOST = 3;

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

/** Says something; what is said again moves to the end instead of standing there twice. */
export function toast(text: string, tone: Message["tone"] = "good"): void {
  lastId += 1;
  const others = messages.filter((message) => message.text !== text || message.tone !== tone);
  change([...others.slice(1 - MOST), { id: lastId, text, tone }]);
}

/** Says why something did not happen. */
export const complain = (error: unknown): void => toast(reasonOf(error), "bad");

/** Takes back what was said to somebody who is gone. */
export const forgetToasts = (): void => change([]);

const dismiss = (id: number): void => change(messages.filter((message) => message.id !== id));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => messages);
  return (
    <section
      aria-label={t("toast.region")}
      aria-live="polite"
      className="no-print pointer-events-none fixed inset-x-4 bottom-4 z-60 ms-auto grid max-w-sm gap-2"
    >
      {shown.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </section>
  );
}

function Toast({ message: { id, text, tone } }: { message: Message }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismiss(id), STAYS);
    return () => clearTimeout(timer);
  }, [held, id]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
      className={classes(
        "pointer-events-auto flex items-center gap-3 rounded-2xl py-3 ps-5 pe-2.5 shadow-lift animate-rise",
        tone === "bad" ? "bg-danger-soft text-danger" : "bg-board text-on-board",
      )}
    >
      <p className="flex-1 font-medium">{text}</p>
      <button
        type="button"
        aria-label={t("action.close")}
        onClick={() => dismiss(id)}
        className="grid size-9 place-items-center rounded-lg opacity-80 hover:opacity-100"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}
