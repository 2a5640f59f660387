import { describe, expect, it } from "vitest";

import type { Access, Order } from "@/api/types";
import { type Fact, isOpen, learn, START, type Unlocking } from "@/features/checkout/unlocking";

const order = (status: Order["status"]): Fact => ({
  kind: "order",
  order: {
    id: "order",
    number: "A-1",
    course_id: "course",
    course_slug: "weaving",
    course_title: "Weaving",
    price: { amount: 100, currency: "EUR" },
    status,
    provider: "stripe",
    created_at: "2026-01-01T00:00:00Z",
    paid_at: null,
    receipt_number: null,
  },
});
const access = (state: Access["state"]): Fact => ({
  kind: "access",
  access: { course_id: "course", state, lesson_id: state === "none" ? null : "lesson" },
});
const after = (...facts: Fact[]): Unlocking => facts.reduce(learn, START);

describe("unlocking a course", () => {
  it.each([
    ["nothing is known", [], "checking"],
    ["the order waits for money", [order("pending")], "confirming"],
    ["the order is paid", [order("paid")], "unlocking"],
    ["the socket says paid", [order("pending"), { kind: "paid" }], "unlocking"],
    ["it takes long", [order("pending"), { kind: "late" }], "late"],
    ["it takes long after paying", [order("paid"), { kind: "late" }], "unlocking"],
    ["the payment page closed", [order("pending"), order("expired")], "expired"],
    ["the socket says enrolled", [order("paid"), { kind: "enrolled" }], "unlocked"],
    ["access is there", [order("paid"), access("enrolled")], "unlocked"],
    ["access is not there", [order("paid"), access("none")], "unlocking"],
  ] as [string, Fact[], string][])("when %s", (_case, facts, phase) => {
    expect(after(...facts).phase).toBe(phase);
  });

  it("never goes back on an answer that arrives late", () => {
    const state = after(order("paid"), access("enrolled"), order("pending"), { kind: "late" });

    expect(state.phase).toBe("unlocked");
  });

  it("opens a course that was paid after its page had expired", () => {
    expect(after(order("expired"), { kind: "paid" }, access("enrolled")).phase).toBe("unlocked");
  });

  it("leads to the lesson that access names", () => {
    expect(after(order("paid"), access("enrolled")).lessonId).toBe("lesson");
  });

  it("goes on asking until the course is open or the payment failed", () => {
    expect(isOpen(after(order("pending"), { kind: "late" }))).toBe(true);
    expect(isOpen(after(order("expired")))).toBe(false);
    expect(isOpen(after(access("enrolled")))).toBe(false);
  });
});
