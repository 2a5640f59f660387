/** Showing once more that it is you: whoever is asked for it waits until the person has, or will not. */
import type { FreshToken } from "./types";

const CODE = "/problems/step_up_required";

type Outcome = (token: string | null) => void;

/** Whether the answer asks for a fresh proof; reads a copy, so that the answer stays readable. */
export async function wantsStepUp(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return (problem as { type?: string } | null)?.type?.endsWith(CODE) ?? false;
}

/** Many requests refused together cause one question, and all of them go on or none does. */
export class StepUpDesk {
  private waiting: Outcome[] = [];
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether somebody waits. */
  snapshot = (): boolean => this.waiting.length > 0;

  /** The access token after the proof, or null when the person turns it down. */
  ask(): Promise<string | null> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.tell();
    });
  }

  prove(fresh: FreshToken): void {
    this.settle(fresh.access_token);
  }

  decline(): void {
    this.settle(null);
  }

  private settle(token: string | null): void {
    const served = this.waiting;
    this.waiting = [];
    served.forEach((outcome) => outcome(token));
    this.tell();
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}

export const stepUp = new StepUpDesk();
