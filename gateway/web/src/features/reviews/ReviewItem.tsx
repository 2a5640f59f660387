/** One review: stars, words, the teacher's reply, and a way to report or answer it. */
import { Flag, Reply } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Review } from "@/api/types";
import { useUser } from "@/app/useSession";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";

import { StarRow } from "./Stars";

const ReportDialog = lazy(async () => ({ default: (await import("./ReportDialog")).ReportDialog }));
const ReplyForm = lazy(async () => ({ default: (await import("./ReplyForm")).ReplyForm }));

interface Props {
  review: Review;
  /** Who may answer. */
  teacherId: string;
  /** Nobody reports what they wrote themselves. */
  own?: boolean;
}

export function ReviewItem({ review, teacherId, own = false }: Props) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const user = useUser();
  const [doing, setDoing] = useState<"report" | "reply" | null>(null);
  const done = () => setDoing(null);
  const teaches = user?.id === teacherId;
  const author = review.author_name || t("reviews.formerStudent");
  return (
    <article className="grid gap-3 rounded-2xl border border-line bg-surface p-5">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-base font-semibold">
          <bdi>{author}</bdi>
        </h3>
        <StarRow value={review.stars} />
        <span className="sr-only">{t("reviews.starCount", { count: review.stars })}</span>
        <p className="text-sm text-muted">
          <time dateTime={review.created_at}>{date(review.created_at)}</time>
          {review.edited_at && <> · {t("reviews.edited")}</>}
        </p>
      </header>
      {review.text && (
        <p dir="auto" className="break-words whitespace-pre-line">
          {review.text}
        </p>
      )}
      {review.reply && (
        <div className="rounded-xl border-s-4 border-brand bg-sunken px-4 py-3">
          <p className="text-sm font-semibold">
            {t("reviews.replyOf", { name: review.reply.teacher_name })}
          </p>
          <p dir="auto" className="mt-1 break-words whitespace-pre-line">
            {review.reply.text}
          </p>
        </div>
      )}
      {doing === "reply" ? (
        <Suspense>
          <ReplyForm review={review} onDone={done} />
        </Suspense>
      ) : user && !own ? (
        <div className="-ms-3 flex flex-wrap gap-1">
          {teaches && (
            <Button size="small" look="quiet" onClick={() => setDoing("reply")}>
              <Reply aria-hidden="true" className="mirror-rtl size-4" />
              {review.reply ? t("reviews.changeReply") : t("reviews.reply")}
            </Button>
          )}
          <Button
            size="small"
            look="quiet"
            aria-label={t("reviews.reportOf", { name: author })}
            onClick={() => setDoing("report")}
          >
            <Flag aria-hidden="true" className="size-4" />
            {t("reviews.report")}
          </Button>
        </div>
      ) : null}
      {doing === "report" && (
        <Suspense>
          <ReportDialog review={review} onClose={done} />
        </Suspense>
      )}
    </article>
  );
}
