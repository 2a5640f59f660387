/** Refusals of the API (RFC 9457 problem documents) as errors a page can show. */

import { t } from "i18next";

import { session } from "./session";
import type { PasskeyOffer, Proof } from "./types";

export interface FieldError {
  pointer: string;
  detail: string;
}

interface ProblemDocument {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  correlation_id?: string;
  course_slug?: string;
  opens_at?: string;
  errors?: FieldError[];
  challenge?: string;
  methods?: Proof[];
  passkey?: PasskeyOffer | null;
}

/** What stands between a person who knows the password and their session. */
export interface SecondStepWanted {
  challenge: string;
  methods: Proof[];
  passkey: PasskeyOffer | null;
}

/** A request that did not succeed; `code` is stable, `title` and `detail` are for the reader. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly correlationId: string;
  readonly fields: FieldError[];
  /** The course that would have to be entered first. */
  readonly courseSlug: string | undefined;
  /** When what is refused now is open. */
  readonly opensAt: string | undefined;
  /** The step that finishes signing in. */
  readonly secondStep: SecondStepWanted | undefined;

  constructor(status: number, document: ProblemDocument = {}) {
    super(document.detail || document.title || `HTTP ${status}`);
    this.name = "Problem";
    this.status = document.status ?? status;
    this.code = document.type?.split("/").pop() ?? "unknown";
    this.title = document.title ?? "";
    this.detail = document.detail ?? "";
    this.correlationId = document.correlation_id ?? "";
    this.fields = document.errors ?? [];
    this.courseSlug = document.course_slug;
    this.opensAt = document.opens_at;
    const { challenge, methods = [], passkey = null } = document;
    this.secondStep = challenge ? { challenge, methods, passkey } : undefined;
  }

  /** Whether trying the same again later may succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** What the server refused; in a view in words that tell staff why. */
export function refusalOf(status: number, document: ProblemDocument): Problem {
  const state = session.snapshot();
  const view = state.status === "signed-in" ? state.view : undefined;
  if (!view || !document.type?.endsWith("/read_only_impersonation"))
    return new Problem(status, document);
  const detail = view.readOnly ? t("view.refused") : t("view.refusedActing");
  return new Problem(status, { ...document, title: t("view.refusedTitle"), detail });
}

/** The request never reached an answer: no network, or nobody listening. */
export function networkProblem(): Problem {
  return new Problem(0, { type: "/problems/network" });
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return error instanceof TypeError ? networkProblem() : new Problem(500);
}

/** Why something did not happen, in words to read; what brings none is said in ours. */
export function reasonOf(error: unknown): string {
  const { code, detail, title } = asProblem(error);
  return code === "network" ? t("error.offline") : detail || title || t("error.detail");
}

export function isProblem(error: unknown, ...codes: string[]): error is Problem {
  return error instanceof Problem && codes.includes(error.code);
}

/** Splits a refusal into what belongs to known form fields and what has to stand above the form. */
export function placeErrors<Field extends string>(
  problem: Problem,
  known: readonly Field[],
): { fields: Partial<Record<Field, string>>; rest: string[] } {
  const fields: Partial<Record<Field, string>> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of problem.fields) {
    const field = known.find((name) => name === fieldOf(pointer));
    if (field) fields[field] ??= detail;
    else rest.push(detail);
  }
  if (problem.fields.length === 0) rest.push(problem.detail || problem.title);
  return { fields, rest: rest.filter(Boolean) };
}

/** The first segment of a JSON Pointer, unescaped: `/price/amount` belongs to the field `price`. */
function fieldOf(pointer: string): string {
  const segment = pointer.replace(/^#/, "").split("/")[1] ?? "";
  return decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");
}
