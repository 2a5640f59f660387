/** Imports: when they are looked at again, and the way back to them. */
import { beforeAll, describe, expect, it, vi } from "vitest";

import { keys } from "@/api/keys";
import type { CourseImport } from "@/api/types";
import { ImportNotice } from "@/features/exchange/ImportNotice";
import { exchangeKeys, lookAgain } from "@/features/exchange/queries";
import { startLanguages } from "@/i18n";

import { named, serve, show, until } from "./shown";

beforeAll(startLanguages);

const job = (state: CourseImport["state"]) =>
  ({ id: "i", course_id: "c", state, progress: 40, file_name: "a.zip" }) as CourseImport;

describe("jobs in the background", () => {
  it("are looked at again only while one of them is underway", () => {
    expect(lookAgain([{ state: "done" }, { state: "running" }])).toBeGreaterThan(0);
    expect(lookAgain([{ state: "waiting" }])).toBeGreaterThan(0);
    expect(lookAgain([{ state: "done" }, { state: "failed" }])).toBe(false);
    expect(lookAgain([])).toBe(false);
  });

  it("that were not found are not looked for again", () => {
    expect(lookAgain(undefined)).toBe(false);
  });
});

describe("a draft that is being imported", () => {
  it("says so, and is read anew when the import is done", async () => {
    let state: CourseImport["state"] = "running";
    serve("GET", { "/v1/teaching/courses/{course_id}/imports": () => [job(state)] });
    const { page, client } = show(<ImportNotice courseId="c" />);
    const invalidate = vi.spyOn(client, "invalidateQueries");
    await until(() =>
      expect(named(page, "a", "See its report")?.getAttribute("href")).toBe("/teach/imports/i"),
    );
    expect(invalidate).not.toHaveBeenCalled();

    state = "done";
    await client.refetchQueries({ queryKey: exchangeKeys.imports("c") });

    await until(() => expect(page.textContent).toBe(""));
    expect(invalidate).toHaveBeenCalledWith({ queryKey: keys.draft("c") });
  });
});
