/** How far the server is with a video, kept true by what it announces. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { LiveEvent } from "@/api/live";
import type { LessonDraft, PreparedVideo } from "@/api/types";
import { complain } from "@/ui/Toasts";

const DRAFTS = ["taught", "lesson"];

/** Moves the bar of the lesson that is open; what else is new of the video is asked for. */
export function showPreparation(client: QueryClient, { data }: LiveEvent): void {
  const plays = (draft: LessonDraft | undefined) => draft?.prepared?.file_id === data.file_id;
  client.setQueriesData<LessonDraft>({ queryKey: DRAFTS }, (draft) =>
    draft?.prepared && plays(draft)
      ? { ...draft, prepared: { ...draft.prepared, ...moved(data) } }
      : draft,
  );
  if (data.state === "running" && Number(data.progress) > 0) return;
  void client.invalidateQueries({
    queryKey: DRAFTS,
    predicate: ({ state }) => plays(state.data as LessonDraft | undefined),
  });
}

function moved(data: LiveEvent["data"]): Pick<PreparedVideo, "state" | "progress"> {
  return { state: data.state as PreparedVideo["state"], progress: Number(data.progress) };
}

export function useRetryVideo(lessonId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST("/v1/teaching/lessons/{lesson_id}/video/preparation", {
          params: { path: { lesson_id: lessonId } },
        }),
      ),
    onSuccess: (prepared) =>
      client.setQueryData<LessonDraft>(
        keys.lessonDraft(lessonId),
        (draft) => draft && { ...draft, prepared },
      ),
    onError: complain,
  });
}
