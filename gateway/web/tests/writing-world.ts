import { networkProblem, Problem } from "@/api/problems";
import type { Ports } from "@/features/authoring/autosave/autosave";
import type { Kept, Stored } from "@/features/authoring/autosave/merge";

export interface Text {
  title: string;
  body: string;
}

export const BASE: Stored<Text> = { values: { title: "Knots", body: "One." }, version: 1 };
const changedElsewhere = () =>
  new Problem(409, { type: "/problems/courses.lesson_changed_elsewhere" });

/** A server with one text, a device that remembers, and a line that can be cut. */
export class World {
  server: Stored<Text> = structuredClone(BASE);
  kept: Kept<Text> | null = null;
  cut = false;
  sent: Partial<Text>[] = [];
  refusal: Problem | null = null;
  keeps = true;

  ports: Ports<Text> = {
    keep: (kept) => {
      if (!this.keeps) return Promise.reject(new Error("no storage"));
      this.kept = kept;
      return Promise.resolve();
    },
    drop: () => {
      this.kept = null;
      return Promise.resolve();
    },
    send: (changes, base) => this.send(changes, base),
    latest: () => (this.cut ? Promise.reject(networkProblem()) : Promise.resolve(this.server)),
    valid: ({ title }) => title !== "",
    now: () => 42,
  };

  write(changes: Partial<Text>): void {
    this.server = {
      values: { ...this.server.values, ...changes },
      version: this.server.version + 1,
    };
  }

  private send(changes: Partial<Text>, base: number): Promise<Stored<Text>> {
    if (this.cut) return Promise.reject(networkProblem());
    if (this.refusal) return Promise.reject(this.refusal);
    if (base !== this.server.version) return Promise.reject(changedElsewhere());
    this.sent.push(changes);
    this.write(changes);
    return Promise.resolve(this.server);
  }
}
