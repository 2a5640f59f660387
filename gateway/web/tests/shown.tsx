/** A part of the app on a page of its own, with what every page has around it. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { MemoryRouter, useLocation } from "react-router";
import { onTestFinished, vi } from "vitest";

import { api } from "@/api/client";

// jsdom knows neither media queries nor sizes.
const never = { matches: false, addEventListener: () => undefined };
window.matchMedia = () => never as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};

export interface Shown {
  page: HTMLElement;
  client: QueryClient;
  /** Where links have led. */
  path: () => string;
}

function Path({ tell }: { tell: (path: string) => void }) {
  tell(useLocation().pathname);
  return null;
}

/** Shows a part until its test is finished. */
export function show(part: ReactNode): Shown {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const page = document.body.appendChild(document.createElement("main"));
  const root = createRoot(page);
  let path = "";
  root.render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <Path tell={(now) => (path = now)} />
        {part}
      </MemoryRouter>
    </QueryClientProvider>,
  );
  onTestFinished(() => {
    root.unmount();
    page.remove();
    client.clear();
  });
  return { page, client, path: () => path };
}

/** Waits for what a page shows in the end, also on a machine that is busy. */
export const until = <Result,>(check: () => Result | Promise<Result>) =>
  vi.waitFor(check, { timeout: 10_000 });

export const named = (page: ParentNode, role: string, name: string | RegExp): HTMLElement | null =>
  [...page.querySelectorAll<HTMLElement>(role)].find((one) => {
    const text = one.getAttribute("aria-label") ?? one.textContent ?? "";
    return typeof name === "string" ? text === name : name.test(text);
  }) ?? null;

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Options = { params?: { path?: object; query?: object }; body?: unknown };
type Answer = (options: Options) => unknown;

/** Answers requests by their path, or refuses them with a status; tells what was asked. */
export function serve(method: Method, answers: Record<string, Answer | number>) {
  const asked: [string, Options][] = [];
  vi.spyOn(api, method).mockImplementation((async (path: string, options: Options = {}) => {
    asked.push([path, options]);
    const answer = answers[path];
    if (typeof answer === "function") {
      return { data: await answer(options), response: new Response(null, { status: 200 }) };
    }
    const response = new Response(null, { status: answer ?? 404 });
    return { error: { title: "Refused" }, response };
  }) as unknown as (typeof api)[typeof method]);
  return asked;
}

/** Writes into a field as somebody does. */
export function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value") ?? {};
  set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
