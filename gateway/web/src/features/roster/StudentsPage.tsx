/** The students of a course: who they are, how they fare, and what they are told. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { Tabs } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { draftQuery } from "@/api/queries";
import { ErrorState, Skeleton } from "@/ui/States";
import { TAB, TAB_ROW } from "@/ui/tabs";
import { useTitle } from "@/ui/useTitle";

import { Announcements } from "./Announcements";
import { Figures } from "./Figures";
import { Roster } from "./Roster";

const TABS = ["students", "figures", "announcements"] as const;
type Tab = (typeof TABS)[number];

export function StudentsPage() {
  const { t } = useTranslation();
  const { courseId = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const { data: draft, error, refetch } = useQuery(draftQuery(courseId));
  useTitle(draft && `${t("roster.title")} · ${draft.title}`);
  if (error && !draft) return <ErrorState page error={error} retry={() => void refetch()} />;
  const tab = TABS.find((name) => name === params.get("tab")) ?? "students";
  return (
    <div className="page max-w-5xl pt-8">
      <header className="grid gap-2">
        <Link
          to={`/teach/courses/${courseId}`}
          className="inline-flex min-h-11 items-center gap-2 justify-self-start font-semibold text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5 shrink-0" />
          {draft ? <bdi>{draft.title}</bdi> : <Skeleton className="h-5 w-48" />}
        </Link>
        <h1 className="text-3xl sm:text-4xl">{t("roster.title")}</h1>
      </header>
      <Tabs.Root
        value={tab}
        onValueChange={(next) =>
          setParams(next === "students" ? {} : { tab: next }, { replace: true })
        }
        className="mt-6"
      >
        <Tabs.List aria-label={t("roster.title")} className={TAB_ROW}>
          {TABS.map((name: Tab) => (
            <Tabs.Trigger key={name} value={name} className={TAB}>
              {t(`roster.tabs.${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="students" className="pt-6">
          <Roster key={courseId} courseId={courseId} slug={draft?.slug ?? "course"} />
        </Tabs.Content>
        <Tabs.Content value="figures" className="pt-6">
          <Figures courseId={courseId} />
        </Tabs.Content>
        <Tabs.Content value="announcements" className="pt-6">
          <Announcements courseId={courseId} />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}
