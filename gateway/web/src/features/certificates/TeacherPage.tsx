/** The teacher says when the course gives a certificate, and for whom they vouch. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { Tabs } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { TAB, TAB_ROW } from "@/ui/tabs";
import { useTitle } from "@/ui/useTitle";

import { ruleQuery } from "./queries";
import { RuleForm } from "./RuleForm";
import { StudentList } from "./StudentList";

export function TeacherPage() {
  const { t } = useTranslation();
  const { courseId = "" } = useParams();
  const { data, error, refetch } = useQuery(ruleQuery(courseId));
  const [params, setParams] = useSearchParams();
  const tab = params.get("tab") === "students" ? "students" : "rule";
  useTitle(data && `${t("certificates.teach.title")} · ${data.course_title}`);
  if (error && !data) return <ErrorState page error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading className="page grid max-w-4xl gap-5 pt-10">
        <Skeleton className="h-11 w-2/3" />
        <Skeleton className="h-96 rounded-3xl" />
      </Loading>
    );
  }
  return (
    <div className="page max-w-4xl pt-8">
      <Link
        to={`/teach/courses/${courseId}`}
        className="inline-flex min-h-11 items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        <bdi>{data.course_title}</bdi>
      </Link>
      <h1 className="mt-3 text-3xl sm:text-4xl">{t("certificates.teach.title")}</h1>
      <p className="mt-2 text-muted">{t("certificates.teach.issued", { count: data.issued })}</p>
      <Tabs.Root
        value={tab}
        onValueChange={(next) =>
          setParams(next === "students" ? { tab: next } : {}, { replace: true })
        }
        className="mt-8"
      >
        <Tabs.List aria-label={t("certificates.teach.parts")} className={TAB_ROW}>
          <Tabs.Trigger value="rule" className={TAB}>
            {t("certificates.teach.rule")}
          </Tabs.Trigger>
          <Tabs.Trigger value="students" className={TAB}>
            {t("certificates.teach.students")}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="rule" className="pt-8">
          <RuleForm course={data} />
        </Tabs.Content>
        <Tabs.Content value="students" className="pt-8">
          <StudentList courseId={courseId} rule={data.rule} />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}
