/** Every file is sent in the same way, whoever it belongs to. */
import type { UploadOptions } from "tus-js-client";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { announcementOf, sendFile } from "@/api/transfer";
import { uploadAnswerFile } from "@/features/quizzes/questions/upload";

import { serve, until } from "./shown";

/** The transfers that were begun. */
const begun: { options: UploadOptions; aborted: boolean }[] = [];
vi.mock("tus-js-client", () => ({
  Upload: class {
    aborted = false;
    constructor(
      _file: File,
      readonly options: UploadOptions,
    ) {
      begun.push(this);
    }
    start = () => undefined;
    abort = () => {
      this.aborted = true;
      return Promise.resolve();
    };
  },
}));

const FILE = new File(["12345678"], "map.png", { type: "image/png" });

async function started() {
  await until(() => expect(begun).toHaveLength(1));
  return begun[0]!;
}

beforeEach(() => void (begun.length = 0));

describe("a file on its way", () => {
  it("is announced by its name, its size and its type", () => {
    expect(announcementOf(new File(["x"], "a.webm"))).toEqual({
      name: "a.webm",
      size: 1,
      media_type: "video/webm",
    });
  });

  it("arrives", async () => {
    const seen: number[] = [];
    const sent = sendFile(
      { url: "/v1/uploads/1" },
      { file: FILE, onProgress: (at) => seen.push(at) },
    );
    const { options } = await started();
    expect(options.uploadUrl).toBe(`${window.location.origin}/v1/uploads/1`);

    options.onProgress?.(4, 8);
    options.onSuccess?.({} as never);

    await sent;
    expect(seen).toEqual([4]);
  });

  it("is given up with what it was sent for", async () => {
    const leaving = new AbortController();
    const sent = sendFile(
      { url: "/v1/uploads/1" },
      { file: FILE, onProgress: () => undefined, signal: leaving.signal },
    );
    const transfer = await started();

    leaving.abort();

    await expect(sent).rejects.toThrow("Upload canceled");
    expect(transfer.aborted).toBe(true);
  });
});

it("sends a file of an answer to where the server permits it", async () => {
  const asked = serve("POST", {
    "/v1/attempts/{attempt_id}/answers/{question_id}/uploads": () => ({ id: "f", url: "/u/f" }),
  });
  const shares: number[] = [];
  const stored = uploadAnswerFile({ attemptId: "a", questionId: "q" }, FILE, (share) =>
    shares.push(share),
  );
  const { options } = await started();

  options.onProgress?.(4, 8);
  options.onSuccess?.({} as never);

  expect(await stored).toEqual({
    id: "f",
    name: "map.png",
    media_type: "image/png",
    size: 8,
    url: "",
  });
  expect(shares).toEqual([0.5]);
  expect(asked[0]?.[1]).toMatchObject({
    params: { path: { attempt_id: "a", question_id: "q" } },
    body: { name: "map.png", size: 8, media_type: "image/png" },
  });
});
