/** Reviewing a course from the list of one's courses. */
import { useQuery } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseCard } from "@/api/types";
import { Button } from "@/ui/Button";

import { myReviewQuery } from "./queries";

const ReviewDialog = lazy(async () => ({ default: (await import("./ReviewDialog")).ReviewDialog }));

export function MyReviewButton({ course }: { course: CourseCard }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...myReviewQuery(course.id), enabled: open });
  const label = t("reviews.rate");
  return (
    <>
      <Button
        look="quiet"
        className="max-sm:w-full"
        aria-label={`${label}: ${course.title}`}
        busy={open && !data}
        onClick={() => setOpen(true)}
      >
        <Star aria-hidden="true" className="size-4.5" />
        {label}
      </Button>
      {open && data && (
        <Suspense>
          <ReviewDialog
            course={course}
            review={data.review ?? null}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
