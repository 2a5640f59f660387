// @vitest-environment node
/** A file is known again by what is in it. */
import { expect, it } from "vitest";

import { printOf } from "@/features/authoring/unfinished";

it("tells a file from one that changed", async () => {
  const file = (content: string) => new File([content], "a.mp4");
  expect(await printOf(file("abc"))).toBe(await printOf(file("abc")));
  expect(await printOf(file("abc"))).not.toBe(await printOf(file("abd")));
});
