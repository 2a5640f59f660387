/** What can be done with a course as a whole, besides writing and publishing it. */
import { Award, Copy, Ellipsis, ExternalLink, PackageCheck, Users } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import type { CourseCard } from "@/api/types";
import { toast } from "@/ui/Toasts";

import { useDuplicateCourse } from "./useDraft";

const ExportDialog = lazy(async () => ({
  default: (await import("@/features/exchange/ExportDialog")).ExportDialog,
}));

const ITEM =
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 font-medium outline-none " +
  "data-highlighted:bg-sunken [&>svg]:size-4.5 [&>svg]:shrink-0 [&>svg]:text-muted";

interface Props {
  course: Pick<CourseCard, "id" | "title" | "slug" | "live" | "revision">;
}

export function CourseMenu({ course }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [exporting, setExporting] = useState(false);
  const { id, title, slug, live = false, revision = 0 } = course;
  const duplicate = useDuplicateCourse((draft) => {
    toast(t("tree.courseCopied", { title: draft.title }));
    void navigate(`/teach/courses/${draft.id}`);
  });
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          aria-label={t("tree.menu", { title })}
          disabled={duplicate.isPending}
          className="grid size-11 shrink-0 place-items-center rounded-xl text-muted hover:bg-sunken hover:text-ink disabled:opacity-40"
        >
          <Ellipsis aria-hidden="true" className="size-5" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content
          align="end"
          collisionPadding={12}
          className="z-40 min-w-56 rounded-2xl border border-line bg-surface p-2 shadow-lift animate-fade"
        >
          {revision > 0 && (
            <Place to={`/teach/courses/${id}/students`} icon={<Users />}>
              {t("roster.title")}
            </Place>
          )}
          <Place to={`/teach/courses/${id}/certificate`} icon={<Award />}>
            {t("certificates.teach.link")}
          </Place>
          {live && (
            <Place to={`/courses/${slug}`} icon={<ExternalLink className="mirror-rtl" />}>
              {t("teach.viewPublic")}
            </Place>
          )}
          <Act onSelect={() => setExporting(true)} icon={<PackageCheck />}>
            {t("exchange.export")}
          </Act>
          <Act onSelect={() => duplicate.mutate(id)} icon={<Copy />}>
            {t("tree.duplicateCourse")}
          </Act>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      {exporting && (
        <Suspense>
          <ExportDialog courseId={id} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </>
  );
}

interface ItemProps {
  icon: ReactNode;
  children: ReactNode;
}

function Place({ to, icon, children }: ItemProps & { to: string }) {
  return (
    <DropdownMenu.Item asChild>
      <Link to={to} className={ITEM}>
        {icon}
        {children}
      </Link>
    </DropdownMenu.Item>
  );
}

function Act({ onSelect, icon, children }: ItemProps & { onSelect: () => void }) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={ITEM}>
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}
