/** Reviewing a course from the list of one's courses. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { CourseCard } from "@/api/types";
import { Button } from "@/ui/Button";
import { complain } from "@/ui/Toasts";

import { myReviewQuery } from "./queries";

const loadDialog = () => import("./ReviewDialog");
const ReviewDialog = lazy(async () => ({ default: (await loadDialog()).ReviewDialog }));

export function MyReviewButton({ course }: { course: CourseCard }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const opening = useMutation({
    mutationFn: async () => {
      const [written] = await Promise.all([
        client.fetchQuery(myReviewQuery(course.id)),
        loadDialog(),
      ]);
      return written.review ?? null;
    },
    onError: complain,
  });
  const label = t("reviews.rate");
  return (
    <>
      <Button
        look="quiet"
        className="max-sm:w-full"
        aria-label={`${label}: ${course.title}`}
        busy={opening.isPending}
        onClick={() => opening.mutate()}
      >
        <Star aria-hidden="true" className="size-4.5" />
        {label}
      </Button>
      {opening.isSuccess && (
        <Suspense>
          <ReviewDialog course={course} review={opening.data} onClose={opening.reset} />
        </Suspense>
      )}
    </>
  );
}
