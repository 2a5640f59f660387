/** What the player and the uploads reckon. */
import { beforeEach, describe, expect, it } from "vitest";

import { Pace } from "@/features/authoring/pace";
import { findUnfinished, forgetUnfinished, keepUnfinished } from "@/features/authoring/unfinished";
import { clock } from "@/features/study/player/clock";
import { placeToResume } from "@/features/study/player/memory";
import { Seen } from "@/features/study/player/seen";
import { formatSpan } from "@/i18n/formats";

describe("seconds that were seen", () => {
  it("are told once, as intervals", () => {
    const seen = new Seen();
    for (const at of [0, 0.3, 0.9, 1.4, 2.2]) seen.move(at);
    seen.stop();
    for (const at of [10, 10.5, 11.2]) seen.move(at);

    expect(seen.take()).toEqual([
      { start: 0, end: 3 },
      { start: 10, end: 12 },
    ]);
    expect(seen.isEmpty).toBe(true);
  });

  it("are not the ones that a jump left out, nor those of going back", () => {
    const seen = new Seen();
    for (const at of [5, 60, 30, 30.5]) seen.move(at);

    expect(seen.take()).toEqual([{ start: 30, end: 31 }]);
  });

  it("are told again when they did not arrive", () => {
    const seen = new Seen();
    seen.move(0);
    seen.move(1.5);
    seen.giveBack(seen.take());

    expect(seen.take()).toEqual([{ start: 0, end: 2 }]);
  });

  it("are told in portions when there are very many intervals", () => {
    const seen = new Seen();
    for (let at = 0; at < 600; at += 4) {
      seen.stop();
      seen.move(at);
      seen.move(at + 0.5);
    }

    expect(seen.take()).toHaveLength(100);
    expect(seen.take()).toHaveLength(50);
  });
});

describe("the pace of an upload", () => {
  it("is that of the last seconds", () => {
    const pace = new Pace();
    pace.note(0, 0);
    expect(pace.speed).toBeNull();
    pace.note(2_000_000, 1_000);
    expect(pace.speed).toBe(2_000_000);
    expect(pace.left(4_000_000)).toBe(2);
    for (let second = 2; second <= 12; second += 1) pace.note(2_000_000 + second, second * 1_000);
    expect(pace.speed).toBeLessThan(2);
  });

  it("starts anew when a part is sent again", () => {
    const pace = new Pace();
    pace.note(8_000, 0);
    pace.note(1_000, 1_000);
    expect(pace.speed).toBeNull();
  });
});

describe("an unfinished upload", () => {
  const begun = { id: "1", url: "/v1/uploads/1", name: "a.mp4", size: 3, print: "x" };
  beforeEach(() => forgetUnfinished("lesson"));

  it("is found by its lesson for a day", () => {
    keepUnfinished("lesson", { ...begun, begunAt: 1_000 });
    expect(findUnfinished("lesson", 2_000)?.url).toBe("/v1/uploads/1");
    expect(findUnfinished("other", 2_000)).toBeNull();
    expect(findUnfinished("lesson", 24 * 3_600_000)).toBeNull();
  });
});

it("writes moments as players do", () => {
  expect([0, 65, 3_729, NaN].map(clock)).toEqual(["0:00", "1:05", "1:02:09", "0:00"]);
});

it("goes on where somebody stopped, and starts over at the end", () => {
  expect([placeToResume(40, 100), placeToResume(95, 100), placeToResume(0, 100)]).toEqual([
    40, 0, 0,
  ]);
});

it("writes spans in the reader's language", () => {
  expect([45, 125, 120, 4_000].map((seconds) => formatSpan(seconds, "en"))).toEqual([
    "45 sec",
    "2 min 5 sec",
    "2 min",
    "1 hr 7 min",
  ]);
});
