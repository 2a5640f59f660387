/** The regrades of a quiz; what one has changed is read anew as soon as it is done. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { quizKeys, regradesQuery } from "../queries";

export function useRegrades(lessonId: string) {
  const client = useQueryClient();
  const query = useQuery(regradesQuery(lessonId));
  const finished = query.data?.filter((one) => one.finished_at).length;
  const known = useRef<number>(undefined);
  useEffect(() => {
    const isNews = known.current !== undefined && finished !== known.current;
    known.current = finished;
    if (!isNews) return;
    for (const queryKey of [
      quizKeys.students(lessonId),
      quizKeys.allGraded,
      quizKeys.waiting,
      quizKeys.draft(lessonId),
    ])
      void client.invalidateQueries({ queryKey });
  }, [client, finished, lessonId]);
  return query;
}
