/** Files that come into a text: sent to the course, then named where they were dropped. */
import type { EditorView } from "@codemirror/view";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";

import { keys } from "@/api/keys";
import type { CourseFile } from "@/api/types";
import { complain } from "@/ui/Toasts";
import { useLeaving } from "@/ui/useLeaving";

import { uploadFile } from "../upload";
import { reference } from "./commands";

export interface Sending {
  name: string;
  share: number;
}

export function useInsertedFiles(courseId: string, view: EditorView | null) {
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const leaving = useLeaving();

  const insert = useCallback(
    (
      file: Pick<CourseFile, "id" | "name" | "media_type">,
      at = view?.state.selection.main.head,
    ) => {
      if (!view || at === undefined) return;
      const place = Math.min(at, view.state.doc.length);
      const text = reference(file);
      view.dispatch({
        changes: { from: place, insert: text },
        selection: { anchor: place + text.length },
        scrollIntoView: true,
      });
      view.focus();
    },
    [view],
  );
  const send = useCallback(
    async (files: File[], at?: number) => {
      const { signal } = leaving.current;
      for (const file of files) {
        const progress = (sent: number) =>
          setSending({ name: file.name, share: file.size ? sent / file.size : 0 });
        progress(0);
        try {
          insert(await uploadFile(courseId, { file, onProgress: progress, signal }), at);
          void client.invalidateQueries({ queryKey: keys.courseFiles(courseId) });
        } catch (error) {
          if (!signal.aborted) complain(error);
        }
      }
      setSending(null);
    },
    [client, courseId, insert, leaving],
  );
  return { sending, insert, send };
}
