/** The text as the server renders it for students, a moment after it was written. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { LessonBody } from "@/features/study/LessonBody";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { useSettled } from "@/ui/useSettled";

const PAUSE = 400;

export function Preview({ courseId, text }: { courseId: string; text: string }) {
  const { t } = useTranslation();
  const settled = useSettled(text, PAUSE);
  const { data, error, refetch } = useQuery({
    queryKey: keys.preview(courseId, settled),
    queryFn: ({ signal }) =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/preview", {
          params: { path: { course_id: courseId } },
          body: { text: settled },
          signal,
        }),
      ),
    enabled: settled.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  if (!text.trim()) return <p className="text-muted">{t("editor.nothing")}</p>;
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading>
        <Skeleton className="h-40 w-full" />
      </Loading>
    );
  }
  return (
    <>
      <Points title={t("lesson.questions")} points={data.questions} />
      <Points title={t("lesson.objectives")} points={data.objectives} />
      <LessonBody html={data.html} />
    </>
  );
}

function Points({ title, points }: { title: string; points: string[] }) {
  if (points.length === 0) return null;
  return (
    <section className="mb-5 rounded-2xl bg-sunken px-5 py-4">
      <p className="font-semibold">{title}</p>
      <ul className="mt-1 list-disc ps-5">
        {points.map((point) => (
          <li key={point}>
            <bdi>{point}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
