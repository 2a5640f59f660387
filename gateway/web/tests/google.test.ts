import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api } from "@/api/client";
import { session } from "@/api/session";
import type { Session } from "@/api/types";
import { recallReturn, rememberReturn } from "@/app/return-to";
import { enter, homeOf } from "@/features/account/entering";
import { placeOfVisit, type Purpose, purposeOfVisit, visitGoogle } from "@/features/account/google";

const GOOGLE = "https://accounts.google.example/auth?state=s";
const opened = { user: { role: "teacher" }, expires_in: 600, access_token: "a" } as Session;

let went: string[];
let asked: string[];

beforeEach(() => {
  went = [];
  asked = [];
  vi.stubGlobal("location", { assign: (address: string) => went.push(address) });
  vi.spyOn(api, "POST").mockImplementation(((path: string) => {
    asked.push(path);
    const data = { authorization_url: GOOGLE, visit_secret: "" };
    return Promise.resolve({ data, response: new Response("{}", { status: 201 }) });
  }) as unknown as typeof api.POST);
});

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

describe("a visit to Google", () => {
  it.each<[Purpose, string]>([
    ["sign-in", "/v1/sessions/google/visits"],
    ["link", "/v1/me/google/visits"],
    ["step-up", "/v1/sessions/step-up/google/visits"],
  ])("in order to %s begins at %s and is remembered as that", async (purpose, path) => {
    await visitGoogle(purpose, "/courses/maths?tab=reviews");

    expect(asked).toEqual([path]);
    expect(went).toEqual([GOOGLE]);
    expect(purposeOfVisit()).toBe(purpose);
    expect(placeOfVisit()).toBe("/courses/maths?tab=reviews");
  });

  it("remembers where a guest wanted to go, however they sign in in the end", async () => {
    await visitGoogle("sign-in", "/learn/maths");

    expect(recallReturn()).toBe("/learn/maths");
  });

  it("forgets where an earlier visitor wanted to go", async () => {
    rememberReturn("/somebody/elses");

    await visitGoogle("sign-in", null);

    expect([recallReturn(), placeOfVisit()]).toEqual([null, null]);
  });

  it.each<Purpose>(["link", "step-up"])(
    "of somebody signed in (%s) does not lead the next one who signs in",
    async (purpose) => {
      await visitGoogle(purpose, "/account/security");

      expect(recallReturn()).toBeNull();
    },
  );

  it("never leads to another site", async () => {
    await visitGoogle("step-up", "//evil.example/");

    expect(placeOfVisit()).toBeNull();
  });

  it("that cannot begin leaves the page where it is", async () => {
    vi.mocked(api.POST).mockResolvedValue({
      error: { type: "/problems/accounts.google_unavailable" },
      response: new Response("{}", { status: 503 }),
    } as never);

    await expect(visitGoogle("step-up", "/account")).rejects.toMatchObject({
      code: "accounts.google_unavailable",
    });
    expect(went).toEqual([]);
  });
});

describe("being signed in", () => {
  it("uses up where the visitor wanted to go", () => {
    const begin = vi.spyOn(session, "begin").mockImplementation(() => undefined);
    rememberReturn("/learn/maths");

    enter(opened);

    expect(begin).toHaveBeenCalledWith(opened);
    expect(recallReturn()).toBeNull();
  });

  it("leads to what the role does most", () => {
    expect(homeOf(opened.user)).toBe("/teach");
    expect(homeOf({ ...opened.user, role: "student" })).toBe("/learn");
  });
});
