/** Files of a course on their way to it. */
import { api, unwrap } from "@/api/client";
import { session } from "@/api/session";
import { announcementOf, sendFile, type Sent, storedFile } from "@/api/transfer";
import type { CourseFile, Upload } from "@/api/types";

import { keepUnfinished, type Unfinished } from "./unfinished";

/** Asks for permission to send a file. */
function permissionFor(courseId: string, file: File): Promise<Upload> {
  return unwrap(
    api.POST("/v1/teaching/courses/{course_id}/uploads", {
      params: { path: { course_id: courseId } },
      body: announcementOf(file),
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

/** Sends a file while the page is open. */
export async function uploadFile(courseId: string, sent: Sent): Promise<CourseFile> {
  const permission = await permissionFor(courseId, sent.file);
  await sendFile(permission, sent);
  return storedFile(permission, sent.file);
}

/** Forgets on the server what has arrived; that it will do by itself after a day. */
export async function giveUp(begun: Unfinished): Promise<void> {
  const token = await session.token();
  await fetch(begun.url, {
    method: "DELETE",
    headers: { "Tus-Resumable": "1.0.0", Authorization: `Bearer ${token}` },
  }).catch(() => undefined);
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
