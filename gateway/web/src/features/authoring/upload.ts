/** Sending one file of a course in parts that go on after a broken line (tus 1.0). */
import type { DetailedError, Upload as Transfer } from "tus-js-client";

import { api, unwrap } from "@/api/client";
import { networkProblem, Problem } from "@/api/problems";
import { session } from "@/api/session";
import type { CourseFile, Upload } from "@/api/types";

import { keepUnfinished, type Unfinished } from "./unfinished";

const TYPES_BY_ENDING: Record<string, string> = {
  mp4: "video/mp4",
  m4v: "video/mp4",
  webm: "video/webm",
  mov: "video/quicktime",
  ogv: "video/ogg",
};
const PART_BYTES = 8_000_000;
const RETRY_DELAYS = [0, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000];
/** Refusals that another try may not meet: the sign-in ran out, or another connection still sends. */
const PASSING = [401, 409, 423];

/** The file's media type; some systems leave it empty for types they do not know. */
export function mediaTypeOf(file: Pick<File, "name" | "type">): string {
  const ending = file.name.split(".").pop()?.toLowerCase() ?? "";
  const plain = file.type.split(";")[0]?.trim().toLowerCase();
  return plain || TYPES_BY_ENDING[ending] || "application/octet-stream";
}

/** Asks for permission to send a file. */
function permissionFor(courseId: string, file: File): Promise<Upload> {
  return unwrap(
    api.POST("/v1/teaching/courses/{course_id}/uploads", {
      params: { path: { course_id: courseId } },
      body: { name: file.name.slice(-200), size: file.size, media_type: mediaTypeOf(file) },
    }),
  );
}

/** The same, noted so that a later visit can go on. */
export async function announce(
  courseId: string,
  lessonId: string,
  file: File,
  print: string,
): Promise<Unfinished> {
  const { id, url } = await permissionFor(courseId, file);
  const begun = { id, url, name: file.name, size: file.size, print, begunAt: Date.now() };
  keepUnfinished(lessonId, begun);
  return begun;
}

export interface Watcher {
  onProgress: (sentBytes: number) => void;
  onStored: () => void;
  /** The line is broken for longer than the tries; what has arrived is kept. */
  onBroken: () => void;
  onRefused: (problem: Problem) => void;
}

/** A transfer that starts, pauses and goes on where the server says that it stopped. */
export async function transferOf(
  file: File,
  begun: Pick<Unfinished, "url">,
  watcher: Watcher,
): Promise<Transfer> {
  const tus = await import("tus-js-client");
  return new tus.Upload(file, {
    uploadUrl: new URL(begun.url, window.location.origin).href,
    chunkSize: PART_BYTES,
    retryDelays: RETRY_DELAYS,
    storeFingerprintForResuming: false,
    onBeforeRequest: async (request) => {
      const token = await session.token();
      if (token) request.setHeader("Authorization", `Bearer ${token}`);
    },
    onShouldRetry: (error) => {
      const status = statusOf(error as DetailedError);
      return status === 0 || status >= 500 || PASSING.includes(status);
    },
    onProgress: watcher.onProgress,
    onSuccess: watcher.onStored,
    onError: (error) => {
      const problem = problemOf(error as DetailedError);
      if (problem.passing) watcher.onBroken();
      else watcher.onRefused(problem);
    },
  });
}

interface Sent {
  file: File;
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Sends a file while the page is open, over as many broken lines as it takes. */
export async function uploadFile(
  courseId: string,
  { file, onProgress, signal }: Sent,
): Promise<Pick<CourseFile, "id" | "name" | "media_type">> {
  const upload = await permissionFor(courseId, file);
  await new Promise<void>((resolve, reject) => {
    const canceled = () => reject(new DOMException("Upload canceled", "AbortError"));
    if (signal.aborted) return canceled();
    const watcher = {
      onProgress,
      onStored: resolve,
      onBroken: () => reject(networkProblem()),
      onRefused: reject,
    };
    return transferOf(file, upload, watcher).then((transfer) => {
      signal.addEventListener("abort", () => void transfer.abort().then(canceled));
      transfer.start();
    }, reject);
  });
  return { id: upload.id, name: file.name, media_type: mediaTypeOf(file) };
}

/** Forgets on the server what has arrived; that it will do by itself after a day. */
export async function giveUp(begun: Unfinished): Promise<void> {
  const token = await session.token();
  await fetch(begun.url, {
    method: "DELETE",
    headers: { "Tus-Resumable": "1.0.0", Authorization: `Bearer ${token}` },
  }).catch(() => undefined);
}

function statusOf(error: DetailedError): number {
  return error.originalResponse?.getStatus() ?? 0;
}

function problemOf(error: DetailedError): Problem {
  const status = statusOf(error);
  if (status === 0) return networkProblem();
  try {
    return new Problem(status, JSON.parse(error.originalResponse?.getBody() ?? "") as object);
  } catch {
    return new Problem(status);
  }
}

/** Whole minutes that a video plays, rounded up; 0 when the browser cannot tell. */
export function minutesOf(file: File): Promise<number> {
  const address = URL.createObjectURL(file);
  const video = document.createElement("video");
  const length = new Promise<number>((resolve) => {
    video.onloadedmetadata = () =>
      resolve(Number.isFinite(video.duration) ? Math.ceil(video.duration / 60) : 0);
    video.onerror = () => resolve(0);
    video.preload = "metadata";
    video.src = address;
  });
  return length.finally(() => URL.revokeObjectURL(address));
}
