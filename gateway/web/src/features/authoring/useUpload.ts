/** One running upload as React state; leaving the page is asked about while bytes travel. */
import { useCallback, useEffect, useRef, useState } from "react";

import { asProblem, type Problem } from "@/api/problems";
import type { CourseFile } from "@/api/types";

import { uploadFile } from "./upload";

export type UploadState =
  | { status: "idle" }
  | { status: "sending"; name: string; sent: number; size: number }
  | { status: "failed"; problem: Problem };

export function useUpload(courseId: string, onStored: (stored: CourseFile, file: File) => void) {
  const [state, setState] = useState<UploadState>({ status: "idle" });
  const running = useRef<AbortController | null>(null);
  const sending = state.status === "sending";

  const start = useCallback(
    async (file: File) => {
      const controller = new AbortController();
      running.current = controller;
      const progress = (sent: number) =>
        setState({ status: "sending", name: file.name, sent, size: file.size });
      progress(0);
      try {
        const stored = await uploadFile(courseId, {
          file,
          onProgress: progress,
          signal: controller.signal,
        });
        setState({ status: "idle" });
        onStored(stored, file);
      } catch (error) {
        if (controller.signal.aborted) setState({ status: "idle" });
        else setState({ status: "failed", problem: asProblem(error) });
      }
    },
    [courseId, onStored],
  );
  const cancel = useCallback(() => running.current?.abort(), []);

  useEffect(() => {
    if (!sending) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [sending]);
  useEffect(() => () => running.current?.abort(), []);

  return { state, start, cancel };
}
