/** From the working copy to the catalogue and back: each step answers with the draft as it is then. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { CourseDraft } from "@/api/types";

export interface HandIn {
  note: string;
  publishes_itself: boolean;
}

function useStep<Input = void>(step: (input: Input) => Promise<CourseDraft>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: async (draft) => {
      await showAnswer(client, keys.draft(draft.id), draft);
      void client.invalidateQueries({ queryKey: keys.taught });
      void client.invalidateQueries({ queryKey: keys.course(draft.slug) });
    },
  });
}

export function usePublication(courseId: string) {
  const params = { path: { course_id: courseId } };
  const course = "/v1/teaching/courses/{course_id}";
  return {
    handIn: useStep((body: HandIn) => unwrap(api.POST(`${course}/submission`, { params, body }))),
    withdraw: useStep(() => unwrap(api.DELETE(`${course}/submission`, { params }))),
    publish: useStep(() => unwrap(api.POST(`${course}/publication`, { params }))),
    archive: useStep(() => unwrap(api.DELETE(`${course}/publication`, { params }))),
    restore: useStep(() => unwrap(api.POST(`${course}/restoration`, { params }))),
  };
}
