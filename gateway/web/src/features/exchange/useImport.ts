/** From a package on this device to an import that runs: a draft, the bytes, the request. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { CourseImport } from "@/api/types";
import { uploadFile } from "@/features/authoring/upload";
import { useLeaveWarning } from "@/ui/useLeaveWarning";

import { titleOf } from "./package-file";

export interface Sending {
  name: string;
  sent: number;
  size: number;
}

export function useImport(onError: (error: unknown) => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const running = useRef<AbortController | null>(null);
  /** A draft whose package did not arrive is used again. */
  const draft = useRef<string | null>(null);

  const start = async (file: File, category: string): Promise<CourseImport | null> => {
    const controller = new AbortController();
    running.current = controller;
    const onProgress = (sent: number) => setSending({ name: file.name, sent, size: file.size });
    onProgress(0);
    try {
      draft.current ??= await createDraft(file, category);
      const courseId = draft.current;
      const stored = await uploadFile(courseId, { file, onProgress, signal: controller.signal });
      const begun = await requestImport(courseId, stored.id);
      void client.invalidateQueries({ queryKey: keys.taught, exact: true });
      return begun;
    } catch (error) {
      if (!controller.signal.aborted) onError(error);
      return null;
    } finally {
      setSending(null);
    }
  };

  useLeaveWarning(sending !== null);
  useEffect(() => () => running.current?.abort(), []);

  return { sending, start, cancel: () => running.current?.abort() };
}

async function createDraft(file: File, category: string): Promise<string> {
  const body = { title: titleOf(file), category, price: { amount: 0, currency: "EUR" } };
  return (await unwrap(api.POST("/v1/teaching/courses", { body }))).id;
}

function requestImport(courseId: string, fileId: string): Promise<CourseImport> {
  return unwrap(
    api.POST("/v1/teaching/courses/{course_id}/imports", {
      params: { path: { course_id: courseId } },
      body: { file_id: fileId },
    }),
  );
}
