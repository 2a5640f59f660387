/** Writing a course: its outline, its details, and handing it in. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { Tabs } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { draftQuery } from "@/api/queries";
import type { CourseDraft } from "@/api/types";
import { ImportNotice } from "@/features/exchange/ImportNotice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { TAB, TAB_ROW } from "@/ui/tabs";
import { useTitle } from "@/ui/useTitle";

import { Checklist } from "./Checklist";
import { CourseMenu } from "./CourseMenu";
import { DetailsEditor } from "./DetailsEditor";
import { PublicationState, PublicationSteps } from "./Publication";
import { SectionLabelChoice } from "./SectionLabelChoice";
import { LiveBadge, StatusBadge } from "./status";
import { TreeEditor } from "./tree/TreeEditor";
import { usePublication } from "./usePublication";

/** Where a course still waits for its teacher to hand it in. */
const HAND_IN: string[] = ["draft", "changes_requested"];

export function CourseEditorPage() {
  const { courseId = "" } = useParams();
  const { data: draft, error, refetch } = useQuery(draftQuery(courseId));
  useTitle(draft?.title);
  if (error && !draft) return <ErrorState page error={error} retry={() => void refetch()} />;
  if (!draft) {
    return (
      <Loading className="page grid max-w-4xl gap-5 pt-10">
        <Skeleton className="h-11 w-2/3" />
        <Skeleton className="h-64 rounded-3xl" />
      </Loading>
    );
  }
  return <CourseEditor draft={draft} />;
}

function CourseEditor({ draft }: { draft: CourseDraft }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tab = params.get("tab") === "details" ? "details" : "content";
  const frozen = draft.status === "submitted";
  return (
    <div className="page max-w-4xl pt-8">
      <Head draft={draft} />
      <Tabs.Root
        value={tab}
        onValueChange={(next) =>
          setParams(next === "details" ? { tab: next } : {}, {
            replace: true,
            preventScrollReset: true,
          })
        }
        className="mt-8"
      >
        <Tabs.List aria-label={t("teach.parts")} className={TAB_ROW}>
          <Tabs.Trigger value="content" className={TAB}>
            {t("teach.content")}
          </Tabs.Trigger>
          <Tabs.Trigger value="details" className={TAB}>
            {t("teach.details")}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="content" className="pt-8">
          <Content draft={draft} frozen={frozen} />
        </Tabs.Content>
        <Tabs.Content value="details" className="pt-8">
          <DetailsEditor draft={draft} frozen={frozen} />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}

function Content({ draft, frozen }: { draft: CourseDraft; frozen: boolean }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="course-content" className="grid gap-5">
      <h2 id="course-content" className="sr-only">
        {t("teach.content")}
      </h2>
      {draft.outline.length > 0 && <SectionLabelChoice draft={draft} frozen={frozen} />}
      <TreeEditor draft={draft} frozen={frozen} />
    </section>
  );
}

function Head({ draft }: { draft: CourseDraft }) {
  const { t } = useTranslation();
  const steps = usePublication(draft.id);
  return (
    <header className="grid gap-5">
      <Link
        to="/teach"
        className="inline-flex min-h-11 items-center gap-2 justify-self-start font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        {t("teach.title")}
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="grid min-w-0 justify-items-start gap-2.5">
          <span className="flex flex-wrap gap-2">
            <StatusBadge status={draft.status} />
            <LiveBadge course={draft} />
          </span>
          <h1 dir="auto" className="text-3xl sm:text-4xl">
            {draft.title}
          </h1>
        </div>
        <div className="flex flex-wrap items-start gap-3">
          <PublicationSteps draft={draft} steps={steps} />
          <CourseMenu course={draft} />
        </div>
      </div>
      <PublicationState draft={draft} steps={steps} />
      {(draft.revision ?? 0) === 0 && <ImportNotice courseId={draft.id} />}
      {HAND_IN.includes(draft.status) && <Checklist draft={draft} />}
    </header>
  );
}
