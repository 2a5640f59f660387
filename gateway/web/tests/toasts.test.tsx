/** Short messages: each stands there once, however often it is said. */
import { afterEach, beforeAll, expect, it } from "vitest";

import { startLanguages } from "@/i18n";
import { forgetToasts, toast, Toasts } from "@/ui/Toasts";

import { show, until } from "./shown";

beforeAll(startLanguages);
afterEach(forgetToasts);

/** Says them one by one; then these and no others stand there. */
async function expectAfter(said: [string, ("good" | "bad")?][], standing: string[]) {
  const { page } = show(<Toasts />);
  said.forEach((one) => toast(...one));
  const texts = () => [...page.querySelectorAll("p")].map((message) => message.textContent);
  await until(() => expect(texts()).toEqual(standing));
}

it("moves what is said again to the end", () =>
  expectAfter([["Saved."], ["Copied."], ["Saved."]], ["Copied.", "Saved."]));

it("keeps good and bad news of the same words apart", () =>
  expectAfter([["It ended."], ["It ended.", "bad"]], ["It ended.", "It ended."]));

it("shows three at most", () =>
  expectAfter([["One"], ["Two"], ["Three"], ["Four"]], ["Two", "Three", "Four"]));
