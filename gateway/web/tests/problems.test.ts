import { describe, expect, it } from "vitest";

import {
  Problem,
  asProblem,
  isProblem,
  networkProblem,
  placeErrors,
  reasonOf,
} from "@/api/problems";
import { startLanguages } from "@/i18n";

const refusal = new Problem(422, {
  type: "/problems/invalid",
  title: "Check the form",
  detail: "Some fields need your attention.",
  errors: [
    { pointer: "/email", detail: "This is not an address." },
    { pointer: "/email", detail: "A second remark on the same field." },
    { pointer: "/price/amount", detail: "Too much." },
    { pointer: "/nobody", detail: "About nothing in the form." },
    { pointer: "/a~1b", detail: "A name with a slash." },
  ],
});

describe("placing the errors of a problem document", () => {
  it("puts the first error of a field at that field", () => {
    const { fields } = placeErrors(refusal, ["email", "password"]);

    expect(fields).toEqual({ email: "This is not an address." });
  });

  it("gives an error inside a field to the field", () => {
    expect(placeErrors(refusal, ["price"]).fields.price).toBe("Too much.");
  });

  it("unescapes pointers", () => {
    expect(placeErrors(refusal, ["a/b"]).fields["a/b"]).toBe("A name with a slash.");
  });

  it("keeps what belongs to no field for the whole form", () => {
    const { rest } = placeErrors(refusal, ["email", "price", "a/b"]);

    expect(rest).toEqual(["About nothing in the form."]);
  });

  it("shows the detail of a refusal that names no field", () => {
    const problem = new Problem(401, { title: "Wrong password", detail: "Check both." });

    expect(placeErrors(problem, ["email"])).toEqual({ fields: {}, rest: ["Check both."] });
  });

  it("falls back to the title when there is no detail", () => {
    expect(placeErrors(new Problem(409, { title: "Last admin" }), []).rest).toEqual(["Last admin"]);
  });
});

describe("a problem", () => {
  it("knows its code from the last segment of its type", () => {
    const problem = new Problem(409, { type: "/problems/payments.course_already_bought" });

    expect(isProblem(problem, "payments.course_already_bought")).toBe(true);
    expect(isProblem(problem, "conflict")).toBe(false);
  });

  it.each([
    [0, true],
    [404, false],
    [409, false],
    [429, true],
    [503, true],
  ])("with status %d may pass by itself: %s", (status, passing) => {
    expect(new Problem(status).passing).toBe(passing);
  });

  it("comes from a broken connection, too", () => {
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("network");
  });

  it("says in words why something did not happen, also when the server could not", async () => {
    await startLanguages();

    expect(reasonOf(new Problem(409, { title: "Busy", detail: "Wait." }))).toBe("Wait.");
    expect(reasonOf(new Problem(409, { title: "Busy" }))).toBe("Busy");
    expect(reasonOf(networkProblem())).toContain("connection");
    expect(reasonOf(new Error("Oops"))).not.toBe("");
  });
});
