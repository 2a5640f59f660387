/** The life of a view in this page: how it begins, and that nothing of it stays. */
import { useSyncExternalStore } from "react";

import { api } from "@/api/client";
import { hangUp } from "@/api/live";
import { session, type View } from "@/api/session";
import { viewLink } from "@/api/view-link";
import { forgetToasts } from "@/ui/Toasts";

const END = "/v1/sessions/impersonation/end";

const currentView = (): View | undefined => {
  const state = session.snapshot();
  return state.status === "signed-in" ? state.view : undefined;
};

/** The view that this page shows, if it shows one. */
export function useView(): View | undefined {
  return useSyncExternalStore(session.subscribe, currentView);
}

/** Restores whose page this is: nobody's yet behind a link, and never the next one after a view. */
export function startSession(): void {
  session.subscribe(followView);
  window.addEventListener("pagehide", () => void leaveWithPage());
  window.addEventListener("hashchange", viewLink.onFragment);
  const looked = viewLink.unmark();
  if (viewLink.isOpen) return;
  if (looked) session.stopLooking("away");
  else void session.restore();
}

/** Leaves the view, and the page with it; the browser's own session is what opens next. */
export async function leaveView(): Promise<void> {
  hangUp();
  const told = await api.POST(END).then(
    ({ response }) => response.ok,
    () => false,
  );
  session.stopLooking(told ? "left" : "unheard");
  if (told) window.location.replace("/");
}

function followView(): void {
  if (currentView()) viewLink.mark();
  if (session.snapshot().status !== "view-over") return;
  hangUp();
  forgetToasts();
  viewLink.unmark();
  viewLink.clean();
}

/** A page that goes away can neither show the view any longer nor wait for an answer. */
async function leaveWithPage(): Promise<void> {
  if (!currentView()) return;
  const token = await session.token();
  void fetch(END, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    credentials: "omit",
    keepalive: true,
  }).catch(() => undefined);
  session.stopLooking("away");
  viewLink.mark();
}
