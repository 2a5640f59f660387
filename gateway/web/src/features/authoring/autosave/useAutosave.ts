/** Writing that saves itself, as React state. */
import { useEffect, useState, useSyncExternalStore } from "react";

import { Autosave, type Ports } from "./autosave";
import { type Kept, recovery, type Stored } from "./merge";
import { WritingStore } from "./store";

export type SavePorts<Values> = Omit<Ports<Values>, "keep" | "drop">;

interface Opened<Values extends object> {
  autosave: Autosave<Values>;
  /** When the writing was kept that has been put back, if there was any. */
  restoredAt: number | null;
}

/** Null while it is looked up whether an earlier page left writing behind. */
export function useOpenedWriting<Values extends object>(
  subject: string,
  stored: Stored<Values>,
  ports: SavePorts<Values>,
): Opened<Values> | null {
  const [opened, setOpened] = useState<Opened<Values> | null>(null);
  useEffect(() => {
    const store = new WritingStore<Values>(subject);
    const closing = new AbortController();
    const channel = openChannel(subject);
    const autosave = new Autosave<Values>(stored, {
      ...ports,
      keep: (kept) => store.keep(kept),
      drop: () => store.drop(),
      onSaved: (saved) => {
        ports.onSaved?.(saved);
        channel?.postMessage({ saved: saved.version });
      },
    });
    if (channel) channel.onmessage = ({ data }) => data.saved && void autosave.refresh();
    store.hold(closing.signal);
    void adopted(store).then((kept) => {
      if (!closing.signal.aborted)
        setOpened({ autosave, restoredAt: begin(autosave, kept, stored) });
    });
    return () => {
      closing.abort();
      channel?.close();
      autosave.stop();
    };
    // What is stored and how it is sent belong to the subject.
  }, [subject]);
  const { manual = false } = ports;
  useEffect(() => opened?.autosave.setManual(manual), [opened, manual]);
  return opened;
}

const adopted = <Values>(store: WritingStore<Values>): Promise<Kept<Values> | null> =>
  store.adopt().catch(() => null);

function begin<Values extends object>(
  autosave: Autosave<Values>,
  kept: Kept<Values> | null,
  stored: Stored<Values>,
): number | null {
  const found = recovery(kept, stored);
  if (found.kind === "nothing") {
    if (kept) void autosave.flush();
    return null;
  }
  if (found.kind === "conflict") autosave.dispute(found.mine);
  else autosave.restore(found.values);
  return found.at;
}

function openChannel(subject: string): BroadcastChannel | null {
  return "BroadcastChannel" in window ? new BroadcastChannel(`academy-saved:${subject}`) : null;
}

/** Sends at once when the connection is back or the page goes out of sight; warns only of loss. */
export function useAutosave<Values extends object>(autosave: Autosave<Values>) {
  const state = useSyncExternalStore(autosave.subscribe, autosave.snapshot);
  useEffect(() => {
    const flush = () => autosave.flushSoon();
    const hide = () => document.visibilityState === "hidden" && flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.atRisk) event.preventDefault();
    };
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("beforeunload", warn);
    };
  }, [autosave]);
  return state;
}
