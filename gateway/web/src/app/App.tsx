/** Providers around the routes. */
import { QueryClientProvider } from "@tanstack/react-query";
import { Direction } from "radix-ui";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";

import { Toasts } from "@/ui/Toasts";

import { LiveUpdates } from "./LiveUpdates";
import { queryClient } from "./query-client";
import { router } from "./routes";

export function App() {
  const { i18n } = useTranslation();
  return (
    <Direction.Provider dir={i18n.dir()}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <LiveUpdates />
        <Toasts />
      </QueryClientProvider>
    </Direction.Provider>
  );
}
