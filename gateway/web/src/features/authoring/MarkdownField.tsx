/** The text of a lesson: written in Markdown, previewed as the server renders it. */
import { Tabs } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { LessonDraft } from "@/api/types";
import { LessonBody } from "@/features/study/LessonBody";
import { TextArea } from "@/ui/Field";
import { Loading, Skeleton } from "@/ui/States";

import type { useLessonEditor } from "./useLessonEditor";

const TAB =
  "min-h-10 rounded-lg px-4 font-semibold text-muted hover:text-ink " +
  "data-[state=active]:bg-surface data-[state=active]:text-ink data-[state=active]:shadow-card";

interface Props {
  editor: ReturnType<typeof useLessonEditor>;
  lesson: LessonDraft;
}

export function MarkdownField({ editor, lesson }: Props) {
  const { t } = useTranslation();
  const { form, saveAll, busy } = editor;
  const [tab, setTab] = useState("write");
  /** What is previewed is what is stored, so opening the preview saves first. */
  const show = async (next: string) => {
    if (next === "preview" && form.formState.isDirty && !(await saveAll())) return;
    setTab(next);
  };
  return (
    <Tabs.Root value={tab} onValueChange={(next) => void show(next)} className="grid gap-3">
      <Tabs.List
        aria-label={t("editor.text")}
        className="flex gap-1 justify-self-start rounded-xl bg-sunken p-1"
      >
        <Tabs.Trigger value="write" className={TAB}>
          {t("editor.write")}
        </Tabs.Trigger>
        <Tabs.Trigger value="preview" className={TAB}>
          {t("editor.previewText")}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="write">
        <TextArea
          label={t("editor.body")}
          hint={t("editor.bodyHint")}
          dir="auto"
          rows={18}
          spellCheck
          className="font-mono text-[0.9375rem] leading-relaxed"
          error={form.errorOf("body")}
          {...form.register("body", {
            maxLength: { value: 200_000, message: t("form.tooLong", { count: 200_000 }) },
          })}
        />
      </Tabs.Content>
      <Tabs.Content
        value="preview"
        className="rounded-2xl border border-line bg-surface p-5 sm:p-8"
      >
        {busy && (
          <Loading>
            <Skeleton className="h-40 w-full" />
          </Loading>
        )}
        {!busy && lesson.body_html && <LessonBody html={lesson.body_html} />}
        {!busy && !lesson.body_html && <p className="text-muted">{t("editor.nothing")}</p>}
      </Tabs.Content>
    </Tabs.Root>
  );
}
