import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { MemoryRouter } from "react-router";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { api } from "@/api/client";
import { session } from "@/api/session";
import { EmailChangePage } from "@/features/account/EmailChangePage";
import { startLanguages } from "@/i18n";

let root: Root;
let page: HTMLElement;
let reload: ReturnType<typeof vi.spyOn>;
let asked: unknown[];
let answer: { status: number; body: object };

beforeAll(startLanguages);

beforeEach(() => {
  page = document.body.appendChild(document.createElement("main"));
  root = createRoot(page);
  asked = [];
  reload = vi.spyOn(session, "reload").mockResolvedValue();
  vi.spyOn(api, "POST").mockImplementation(((path: string, { body }: { body: object }) => {
    asked.push([path, body]);
    const good = answer.status < 400;
    const response = new Response(null, { status: answer.status });
    return Promise.resolve({
      ...(good ? { data: answer.body } : { error: answer.body }),
      response,
    });
  }) as unknown as typeof api.POST);
});

afterEach(() => {
  root.unmount();
  page.remove();
});

async function open(address: string) {
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter initialEntries={[address]}>
        <EmailChangePage />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(buttons()).toHaveLength(2));
}

const heading = () => page.querySelector("h1")?.textContent;
const buttons = () => [...page.querySelectorAll("button")].map((button) => button.textContent);

async function press(name: string) {
  [...page.querySelectorAll("button")].find((one) => one.textContent === name)?.click();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
}

describe("the page of a change of address", () => {
  it("asks whether to change it, and tells the session when the change is done", async () => {
    answer = { status: 200, body: { waiting_for: [] } };
    await open("/email-change?token=abc");
    expect(buttons()).toEqual(["Yes, change it", "No, stop it"]);

    await press("Yes, change it");

    expect(asked).toEqual([["/v1/accounts/email-change", { token: "abc" }]]);
    await vi.waitFor(() => expect(heading()).toBe("The address is changed"));
    expect(buttons()).toEqual([]);
    expect(reload).toHaveBeenCalledOnce();
  });

  it("asks whether to stop it when the link of the mail says so", async () => {
    answer = { status: 204, body: {} };
    await open("/email-change?token=abc&refuse=1");
    expect(heading()).toBe("Stop the change of address?");
    expect(buttons()).toEqual(["Stop the change", "It was me: change it"]);
    expect(asked).toEqual([]);

    await press("Stop the change");

    expect(asked).toEqual([["/v1/accounts/email-change/refusal", { token: "abc" }]]);
    await vi.waitFor(() => expect(heading()).toBe("The old address stays"));
    expect(buttons()).toEqual([]);
  });

  it.each(["", "&refuse=1"])("offers nothing more when the change is over%s", async (refuse) => {
    answer = {
      status: 409,
      body: { type: "/problems/accounts.email_change_over", title: "Change of address is over" },
    };
    await open(`/email-change?token=abc${refuse}`);

    await press(refuse ? "Stop the change" : "Yes, change it");

    await vi.waitFor(() => expect(heading()).toBe("Change of address is over"));
    expect(buttons()).toEqual([]);
    expect(reload).not.toHaveBeenCalled();
  });

  it("can be tried again when the academy did not answer", async () => {
    answer = { status: 503, body: { type: "/problems/unavailable", title: "Not now" } };
    await open("/email-change?token=abc");

    await press("Yes, change it");

    await vi.waitFor(() => expect(page.textContent).toContain("Not now"));
    expect(buttons()).toEqual(["Yes, change it", "No, stop it"]);
  });
});
