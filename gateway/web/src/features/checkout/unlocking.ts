/** How a purchase becomes a course: what is known so far, and what the buyer is told. */
import type { Access, Order } from "@/api/types";

/** Milliseconds after which waiting is no longer normal and has to be explained. */
export const LATE_AFTER = 20_000;
export const POLL_EVERY = 1_500;
export const POLL_LATE_EVERY = 5_000;

export type Phase = "checking" | "confirming" | "unlocking" | "late" | "unlocked" | "expired";

export interface Unlocking {
  phase: Phase;
  order: Order | null;
  lessonId: string | null;
}

export type Fact =
  | { kind: "order"; order: Order }
  | { kind: "paid" }
  | { kind: "enrolled" }
  | { kind: "access"; access: Access }
  | { kind: "late" };

export const START: Unlocking = { phase: "checking", order: null, lessonId: null };

/** Money and access only ever move forward, so an older answer never takes a phase back. */
const RANK: Record<Phase, number> = {
  checking: 0,
  confirming: 1,
  late: 2,
  expired: 3,
  unlocking: 4,
  unlocked: 5,
};

function advance(state: Unlocking, phase: Phase): Unlocking {
  return RANK[phase] > RANK[state.phase] ? { ...state, phase } : state;
}

const PHASE_OF_ORDER: Record<Order["status"], Phase> = {
  pending: "confirming",
  expired: "expired",
  paid: "unlocking",
};

export function learn(state: Unlocking, fact: Fact): Unlocking {
  switch (fact.kind) {
    case "order":
      return advance({ ...state, order: fact.order }, PHASE_OF_ORDER[fact.order.status]);
    case "paid":
      return advance(state, "unlocking");
    case "enrolled":
      return advance(state, "unlocked");
    case "access":
      return fact.access.state === "none"
        ? state
        : advance({ ...state, lessonId: fact.access.lesson_id }, "unlocked");
    case "late":
      return advance(state, "late");
  }
}

/** Whether it is still worth asking the server. */
export function isOpen({ phase }: Unlocking): boolean {
  return phase !== "unlocked" && phase !== "expired";
}
