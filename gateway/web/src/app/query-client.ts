/** Server state: how long answers count as fresh and which failures are worth another try. */
import { QueryClient } from "@tanstack/react-query";

import { asProblem } from "@/api/problems";
import { session } from "@/api/session";

const MAX_TRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < MAX_TRIES && asProblem(error).passing,
    },
  },
});

let person: string | null | undefined;

/** What one person loaded must not be shown to the next. */
session.subscribe(() => {
  const state = session.snapshot();
  if (state.status === "restoring") return;
  const now = state.status === "signed-in" ? state.user.id : null;
  if (person && now !== person) queryClient.clear();
  else if (person === null && now) void queryClient.invalidateQueries();
  person = now;
});
