/** The session as React state, and how to leave it. */
import { useSyncExternalStore } from "react";

import { api } from "@/api/client";
import { hangUp } from "@/api/live";
import { session, type SessionState } from "@/api/session";
import type { User } from "@/api/types";

export const COOKIE_TRANSPORT = { "X-Session-Transport": "cookie" };

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

export function useUser(): User | null {
  const state = useSession();
  return state.status === "signed-in" ? state.user : null;
}

/** Ends the session here even when the server cannot be told, and there even if the tab closes. */
export async function signOut(): Promise<void> {
  hangUp();
  await api
    .POST("/v1/sessions/end", { headers: COOKIE_TRANSPORT, body: {}, keepalive: true })
    .catch(() => undefined);
  session.end();
}
