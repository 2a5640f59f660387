import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { use } from "react";
import { createRoot } from "react-dom/client";
import { MemoryRouter } from "react-router";
import { expect, it, vi } from "vitest";

import { session } from "@/api/session";
import type { Session } from "@/api/types";
import { Header } from "@/app/Header";
import { startLanguages } from "@/i18n";

// jsdom knows no media queries.
vi.hoisted(() => {
  const never = { matches: false, addEventListener: () => undefined };
  window.matchMedia = () => never as unknown as MediaQueryList;
});
vi.mock("@/app/AccountMenu", () => ({ AccountMenu: () => use(onItsWay) }));

/** The menu's code, which does not arrive. */
const onItsWay = new Promise<null>(() => undefined);

it("shows who is signed in before the menu has come", async () => {
  await startLanguages();
  const user = { name: "Mira Haddad", role: "student" };
  session.begin({ user, expires_in: 600, access_token: "a" } as Session);
  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <Header />
      </MemoryRouter>
    </QueryClientProvider>,
  );

  await vi.waitFor(() => expect(page.querySelector("[data-initials=MH]")).not.toBeNull());
  root.unmount();
  session.end();
});
