/** Every file is sent in the same way, whoever it belongs to. */
import type { UploadOptions } from "tus-js-client";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";

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

/** A request as the browser makes it, answered by the test. */
class FakeRequest {
  static newest: FakeRequest;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload = () => undefined;
  onerror = () => undefined;
  sent: string[] = [];
  status = 0;
  responseText = "";
  open = (method: string, url: string) => this.sent.push(`${method} ${url}`);
  setRequestHeader = (name: string, value: string) => this.sent.push(`${name}: ${value}`);
  send = () => void (FakeRequest.newest = this);

  answer(status: number, body: object) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload();
  }
}

describe("a file of an answer", () => {
  const stored = { id: "f", name: "map.png", media_type: "image/png", size: 8, url: "/files/f" };
  const permitted = {
    "/v1/attempts/{attempt_id}/answers/{question_id}/uploads": () => ({ id: "f", url: "/u/f" }),
  };

  async function sending(onShare: (share: number) => void = () => undefined) {
    const asked = serve("POST", permitted);
    vi.stubGlobal("XMLHttpRequest", FakeRequest);
    onTestFinished(() => void vi.unstubAllGlobals());
    const file = uploadAnswerFile({ attemptId: "a", questionId: "q" }, FILE, onShare);
    await until(() => expect(FakeRequest.newest?.sent.length).toBeGreaterThan(0));
    return { asked, file };
  }

  beforeEach(() => void (FakeRequest.newest = undefined as unknown as FakeRequest));

  it("is announced, and sent to where the server permits it", async () => {
    const shares: number[] = [];
    const { asked, file } = await sending((share) => shares.push(share));

    FakeRequest.newest.upload.onprogress?.({ loaded: 4 });
    FakeRequest.newest.answer(200, stored);

    expect(await file).toEqual(stored);
    expect(shares).toEqual([0.5]);
    expect(FakeRequest.newest.sent).toEqual(["PUT /u/f", "Content-Type: image/png"]);
    expect(asked[0]?.[1]).toMatchObject({
      params: { path: { attempt_id: "a", question_id: "q" } },
      body: { name: "map.png", size: 8, media_type: "image/png" },
    });
  });

  it("that is refused says why", async () => {
    const { file } = await sending();

    FakeRequest.newest.answer(422, { title: "This is no picture" });

    await expect(file).rejects.toMatchObject({ status: 422, title: "This is no picture" });
  });

  it("over a broken line is not stored", async () => {
    const { file } = await sending();

    FakeRequest.newest.onerror();

    await expect(file).rejects.toMatchObject({ code: "network" });
  });
});
