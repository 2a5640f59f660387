/** What the students of a course were told, newest first; for them and for the teacher. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { announcementsQuery } from "./queries";

interface Props {
  courseId: string;
  /** Whether to say how many read it, which only the teacher wants to know. */
  withCount?: boolean;
}

export function AnnouncementList({ courseId, withCount = false }: Props) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const query = useInfiniteQuery(announcementsQuery(courseId));
  const told = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) {
    return (
      <Loading className="grid gap-3">
        <Skeleton className="h-28 rounded-2xl" />
      </Loading>
    );
  }
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (told.length === 0) return <p className="text-muted">{t("roster.nothingTold")}</p>;
  return (
    <>
      <ul className="grid gap-4">
        {told.map((item) => (
          <li key={item.id} className="grid gap-2 rounded-2xl border border-line bg-surface p-5">
            <h3 dir="auto" className="text-lg">
              {item.subject}
            </h3>
            <p className="text-sm text-muted">
              {moment(item.announced_at)}
              {withCount && ` · ${t("roster.readBy", { count: item.recipients })}`}
            </p>
            <div
              dir="auto"
              className="prose"
              dangerouslySetInnerHTML={{ __html: item.body_html }}
            />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="text-center">
          <Button
            look="secondary"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("action.more")}
          </Button>
        </div>
      )}
    </>
  );
}
