/** Sending one file of a course, with progress. */
import { api, unwrap } from "@/api/client";
import { networkProblem, Problem } from "@/api/problems";
import { session } from "@/api/session";
import type { CourseFile, Upload } from "@/api/types";

const TYPES_BY_ENDING: Record<string, string> = {
  mp4: "video/mp4",
  m4v: "video/mp4",
  webm: "video/webm",
  mov: "video/quicktime",
  ogv: "video/ogg",
};

/** The file's media type; some systems leave it empty for types they do not know. */
export function mediaTypeOf(file: Pick<File, "name" | "type">): string {
  const ending = file.name.split(".").pop()?.toLowerCase() ?? "";
  const plain = file.type.split(";")[0]?.trim().toLowerCase();
  return plain || TYPES_BY_ENDING[ending] || "application/octet-stream";
}

interface Transfer {
  file: File;
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Asks for permission, sends the bytes, and answers with the stored file. */
export async function uploadFile(courseId: string, transfer: Transfer): Promise<CourseFile> {
  const { file, signal } = transfer;
  const upload = await unwrap(
    api.POST("/v1/teaching/courses/{course_id}/uploads", {
      params: { path: { course_id: courseId } },
      body: { name: file.name.slice(-200), size: file.size, media_type: mediaTypeOf(file) },
      signal,
    }),
  );
  return send(upload, await session.token(), transfer);
}

/** By XMLHttpRequest, because `fetch` cannot tell how much has been sent. */
function send(upload: Upload, token: string | null, transfer: Transfer): Promise<CourseFile> {
  const { file, onProgress, signal } = transfer;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = () => reject(problemOf(request));
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () =>
      request.status < 300 ? resolve(JSON.parse(request.responseText) as CourseFile) : refuse();
    request.onerror = () => reject(networkProblem());
    request.onabort = () => reject(new DOMException("Upload canceled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.open("PUT", upload.url);
    request.setRequestHeader("Content-Type", mediaTypeOf(file));
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.send(file);
  });
}

function problemOf(request: XMLHttpRequest): Problem {
  try {
    return new Problem(request.status, JSON.parse(request.responseText) as object);
  } catch {
    return new Problem(request.status);
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
