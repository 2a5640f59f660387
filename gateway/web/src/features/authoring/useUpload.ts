/** One running upload as React state; leaving the page is asked about while bytes travel. */
import type { Upload as Transfer } from "tus-js-client";
import { useCallback, useEffect, useRef, useState } from "react";

import { asProblem, type Problem } from "@/api/problems";
import { storedFile, transferOf } from "@/api/transfer";
import type { CourseFile, LessonDraft } from "@/api/types";
import { useLeaveWarning } from "@/ui/useLeaveWarning";

import { Pace } from "./pace";
import { findUnfinished, forgetUnfinished, printOf, type Unfinished } from "./unfinished";
import { announce, giveUp } from "./upload";

export interface Sending {
  status: "sending" | "paused" | "broken";
  name: string;
  sent: number;
  size: number;
  speed: number | null;
  secondsLeft: number | null;
}

export type UploadState =
  | { status: "idle" }
  | { status: "different"; begun: Unfinished; file: File }
  | { status: "failed"; problem: Problem }
  | Sending;

interface Running {
  file: File;
  begun: Unfinished;
  transfer: Transfer;
}

export function useUpload(
  { id: lessonId, course_id: courseId }: Pick<LessonDraft, "id" | "course_id">,
  onStored: (stored: CourseFile, file: File) => void,
) {
  const [state, setState] = useState<UploadState>({ status: "idle" });
  const running = useRef<Running | null>(null);
  const stored = useRef(onStored);
  stored.current = onStored;

  const send = useCallback(
    async (file: File, begun: Unfinished) => {
      const pace = new Pace();
      const show = (status: Sending["status"], sent: number) => {
        const { speed } = pace;
        const secondsLeft = pace.left(file.size - sent);
        setState({ status, name: file.name, sent, size: file.size, speed, secondsLeft });
      };
      show("sending", 0);
      const finish = () => {
        running.current = null;
        forgetUnfinished(lessonId);
      };
      const transfer = await transferOf(file, begun, {
        onProgress: (sent) => {
          pace.note(sent);
          show("sending", sent);
        },
        onBroken: () =>
          setState((now) => (now.status === "sending" ? { ...now, status: "broken" } : now)),
        onRefused: (problem) => {
          finish();
          setState({ status: "failed", problem });
        },
        onStored: () => {
          finish();
          setState({ status: "idle" });
          stored.current(storedFile(begun, file), file);
        },
      });
      running.current = { file, begun, transfer };
      transfer.start();
    },
    [lessonId],
  );

  const begin = useCallback(
    async (file: File) => {
      try {
        await send(file, await announce(courseId, lessonId, file, await printOf(file)));
      } catch (error) {
        setState({ status: "failed", problem: asProblem(error) });
      }
    },
    [courseId, lessonId, send],
  );

  /** Goes on with the file of an earlier visit; another file is not taken for it. */
  const start = useCallback(
    async (file: File) => {
      const begun = findUnfinished(lessonId);
      if (!begun) return begin(file);
      if (begun.size === file.size && begun.print === (await printOf(file))) {
        return send(file, begun);
      }
      setState({ status: "different", begun, file });
    },
    [begin, lessonId, send],
  );

  const pause = useCallback(() => {
    void running.current?.transfer.abort();
    setState((now) => (now.status === "sending" ? { ...now, status: "paused" } : now));
  }, []);
  const goOn = useCallback(() => {
    setState((now) => ("sent" in now ? { ...now, status: "sending" } : now));
    running.current?.transfer.start();
  }, []);
  const drop = useCallback(() => {
    const begun = running.current?.begun ?? findUnfinished(lessonId);
    void running.current?.transfer.abort().then(() => begun && giveUp(begun));
    if (!running.current && begun) void giveUp(begun);
    running.current = null;
    forgetUnfinished(lessonId);
    setState({ status: "idle" });
  }, [lessonId]);

  useGoOnWhenOnline(state.status === "broken", goOn);
  useLeaveWarning("sent" in state);
  useEffect(() => () => void running.current?.transfer.abort(), []);

  return { state, start, begin, pause, goOn, drop };
}

function useGoOnWhenOnline(broken: boolean, goOn: () => void): void {
  useEffect(() => {
    if (!broken) return undefined;
    window.addEventListener("online", goOn);
    return () => window.removeEventListener("online", goOn);
  }, [broken, goOn]);
}
