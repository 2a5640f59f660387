/** Sending one file: in parts that go on after a broken line (tus 1.0), or a small one at once. */
import type { DetailedError, Upload as Transfer } from "tus-js-client";

import { networkProblem, Problem } from "./problems";
import { session } from "./session";
import type { CourseFile } from "./types";

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
const LONGEST_NAME = 200;

/** The file's media type; some systems leave it empty for types they do not know. */
export function mediaTypeOf(file: Pick<File, "name" | "type">): string {
  const ending = file.name.split(".").pop()?.toLowerCase() ?? "";
  const plain = file.type.split(";")[0]?.trim().toLowerCase();
  return plain || TYPES_BY_ENDING[ending] || "application/octet-stream";
}

/** What the server wants to know before it permits to send a file. */
export const announcementOf = (file: File) => ({
  name: file.name.slice(-LONGEST_NAME),
  size: file.size,
  media_type: mediaTypeOf(file),
});

/** The stored file has the permission's id; its address comes with what the file belongs to. */
export const storedFile = (permission: { id: string }, file: File): CourseFile => ({
  id: permission.id,
  ...announcementOf(file),
  url: "",
});

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
  { url }: { url: string },
  watcher: Watcher,
): Promise<Transfer> {
  const tus = await import("tus-js-client");
  return new tus.Upload(file, {
    uploadUrl: new URL(url, window.location.origin).href,
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

export interface Sent {
  file: File;
  onProgress: (sentBytes: number) => void;
  signal?: AbortSignal;
}

/** Sends a permitted file while the page is open, over as many broken lines as it takes. */
export function sendFile(permission: { url: string }, sent: Sent): Promise<void> {
  const { file, onProgress, signal } = sent;
  return new Promise<void>((resolve, reject) => {
    const canceled = () => reject(new DOMException("Upload canceled", "AbortError"));
    if (signal?.aborted) return canceled();
    const watcher = {
      onProgress,
      onStored: resolve,
      onBroken: () => reject(networkProblem()),
      onRefused: reject,
    };
    return transferOf(file, permission, watcher).then((transfer) => {
      if (signal?.aborted) return canceled();
      signal?.addEventListener("abort", () => void transfer.abort().then(canceled));
      return transfer.start();
    }, reject);
  });
}

/** Sends a small file at once; by XMLHttpRequest, as `fetch` cannot tell how much has been sent. */
export async function putFile(
  permission: { url: string },
  { file, onProgress }: Pick<Sent, "file" | "onProgress">,
): Promise<CourseFile> {
  const token = await session.token();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () =>
      request.status < 300
        ? resolve(JSON.parse(request.responseText) as CourseFile)
        : reject(refusedWith(request.status, request.responseText));
    request.onerror = () => reject(networkProblem());
    request.open("PUT", permission.url);
    request.setRequestHeader("Content-Type", mediaTypeOf(file));
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.send(file);
  });
}

function statusOf(error: DetailedError): number {
  return error.originalResponse?.getStatus() ?? 0;
}

function problemOf(error: DetailedError): Problem {
  const status = statusOf(error);
  if (status === 0) return networkProblem();
  return refusedWith(status, error.originalResponse?.getBody() ?? "");
}

function refusedWith(status: number, body: string): Problem {
  try {
    return new Problem(status, JSON.parse(body) as object);
  } catch {
    return new Problem(status);
  }
}
