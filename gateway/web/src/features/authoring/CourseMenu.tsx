/** What can be done with a course as a whole. */
import { Copy, Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { toast } from "@/ui/Toasts";

import { useDuplicateCourse } from "./useDraft";

export function CourseMenu({ courseId, title }: { courseId: string; title: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const duplicate = useDuplicateCourse((draft) => {
    toast(t("tree.courseCopied", { title: draft.title }));
    void navigate(`/teach/courses/${draft.id}`);
  });
  return (
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
        className="z-40 min-w-52 rounded-2xl border border-line bg-surface p-2 shadow-lift animate-fade"
      >
        <DropdownMenu.Item
          onSelect={() => duplicate.mutate(courseId)}
          className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 font-medium outline-none data-highlighted:bg-sunken"
        >
          <Copy aria-hidden="true" className="size-4.5 text-muted" />
          {t("tree.duplicateCourse")}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
