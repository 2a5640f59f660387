/** Providers around the routes. */
import { QueryClientProvider } from "@tanstack/react-query";
import { Direction } from "radix-ui";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";

import { Toasts } from "@/ui/Toasts";

import { LiveUpdates } from "./LiveUpdates";
import { queryClient } from "./query-client";
import { router } from "./routes";
import { useSession } from "./useSession";

const ViewOver = lazy(async () => ({
  default: (await import("@/features/impersonation/pages")).ViewOver,
}));

export function App() {
  const { i18n } = useTranslation();
  const state = useSession();
  return (
    <Direction.Provider dir={i18n.dir()}>
      <QueryClientProvider client={queryClient}>
        {state.status === "view-over" ? (
          <Suspense>
            <ViewOver because={state.because} />
          </Suspense>
        ) : (
          <>
            <RouterProvider router={router} />
            <LiveUpdates />
            <Toasts />
          </>
        )}
      </QueryClientProvider>
    </Direction.Provider>
  );
}
