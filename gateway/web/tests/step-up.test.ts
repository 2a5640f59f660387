import { describe, expect, it } from "vitest";

import { StepUpDesk, wantsStepUp } from "@/api/step-up";

const answer = (status: number, type: string) => new Response(JSON.stringify({ type }), { status });

describe("the question for a fresh proof", () => {
  it("is asked once for many requests, which all go on", async () => {
    const desk = new StepUpDesk();
    const waiting = [desk.ask(), desk.ask()];
    expect(desk.snapshot()).toBe(true);

    desk.prove({ access_token: "fresh", expires_in: 600 });

    expect(await Promise.all(waiting)).toEqual(["fresh", "fresh"]);
    expect(desk.snapshot()).toBe(false);
  });

  it("can be turned down, and asked again later", async () => {
    const desk = new StepUpDesk();
    const first = desk.ask();
    desk.decline();
    expect(await first).toBeNull();

    const second = desk.ask();
    desk.prove({ access_token: "fresh", expires_in: 600 });

    expect(await second).toBe("fresh");
  });

  it("tells its listeners", () => {
    const desk = new StepUpDesk();
    const seen: boolean[] = [];
    const stop = desk.subscribe(() => seen.push(desk.snapshot()));
    void desk.ask();
    desk.decline();
    stop();
    void desk.ask();

    expect(seen).toEqual([true, false]);
  });

  it.each([
    [401, "/problems/step_up_required", true],
    [401, "https://academy.example/problems/step_up_required", true],
    [401, "/problems/unauthenticated", false],
    [403, "/problems/step_up_required", false],
  ])("follows the status %i with %s: %s", async (status, type, wanted) => {
    const response = answer(status, type);

    expect(await wantsStepUp(response)).toBe(wanted);
    expect(await response.json()).toEqual({ type });
  });

  it("does not follow an answer that is no problem document", async () => {
    expect(await wantsStepUp(new Response("no", { status: 401 }))).toBe(false);
  });
});
