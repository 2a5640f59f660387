/** A module of the tree: its lessons, its topics, and what can be done with it. */
import { ChevronDown, FolderPlus, Plus } from "lucide-react";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Module } from "@/api/types";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";

import { AddLesson } from "./AddLesson";
import { AddTitle } from "./AddTitle";
import { Gap } from "./Gap";
import { Handle } from "./Handle";
import { LessonList } from "./LessonList";
import { topicRow, topicsOf, type TreeNode } from "./model";
import { NodeMenu } from "./NodeMenu";
import { TopicGroup } from "./TopicGroup";
import { useTree } from "./tree-context";
import { useAddTopic, useRename } from "./useTree";

interface Props {
  module: Module;
  number: number;
}

export function ModuleCard({ module, number }: Props) {
  const { t } = useTranslation();
  const { draft, frozen, dragged } = useTree();
  const [open, setOpen] = useState(true);
  const [renaming, setRenaming] = useState(false);
  const rename = useRename();
  const node: TreeNode = { id: module.id, kind: "module", title: module.title };
  const label = draft.section_label ?? "module";
  const contents = `contents-${module.id}`;
  return (
    <section
      aria-labelledby={`module-${module.id}`}
      className={classes(
        "rounded-3xl border border-line bg-surface",
        dragged?.id === module.id && "opacity-50",
      )}
    >
      <header className="flex items-center gap-1 py-2 ps-2 pe-2 sm:ps-3">
        {!frozen && <Handle node={node} />}
        {renaming ? (
          <AddTitle
            label={t(`tree.${label}.title`)}
            action={t("action.save")}
            initial={module.title}
            busy={rename.isPending}
            onAdd={(title) => rename.mutateAsync({ node, title }).then(() => setRenaming(false))}
            onClose={() => setRenaming(false)}
          />
        ) : (
          <>
            <h3 id={`module-${module.id}`} className="min-w-0 flex-1 text-lg">
              <button
                type="button"
                aria-expanded={open}
                aria-controls={contents}
                onClick={() => setOpen(!open)}
                className="flex min-h-11 w-full items-center gap-2.5 rounded-lg px-1.5 text-start hover:text-brand-ink"
              >
                <ChevronDown
                  aria-hidden="true"
                  className={classes("size-5 shrink-0 text-muted", !open && "-rotate-90")}
                />
                <span className="min-w-0 break-words">
                  <span className="text-muted">{t(`tree.${label}.number`, { number })}</span>{" "}
                  <bdi>{module.title}</bdi>
                </span>
              </button>
            </h3>
            {!frozen && <NodeMenu node={node} onRename={() => setRenaming(true)} />}
          </>
        )}
      </header>
      <div id={contents} hidden={!open} className="border-t border-line pb-2">
        <Contents module={module} />
      </div>
    </section>
  );
}

function Contents({ module }: { module: Module }) {
  const { t } = useTranslation();
  const { frozen } = useTree();
  const topics = topicsOf(module);
  const empty = module.lessons.length === 0 && topics.length === 0;
  return (
    <>
      {empty && <p className="px-5 pt-4 pb-1 text-muted">{t("tree.emptyModule")}</p>}
      <LessonList module={module} topicId={null} />
      {topics.map((topic, index) => (
        <Fragment key={topic.id}>
          <Gap place={{ ...topicRow(module.id), index }} />
          <TopicGroup topic={topic} module={module} />
        </Fragment>
      ))}
      <Gap place={{ ...topicRow(module.id), index: topics.length }} />
      {!frozen && <Additions module={module} />}
    </>
  );
}

function Additions({ module }: { module: Module }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState<"lesson" | "topic" | null>(null);
  const addTopic = useAddTopic(module.id);
  const close = () => setAdding(null);
  return (
    <div className="px-3 pt-2 sm:px-4">
      {adding === "lesson" && <AddLesson moduleId={module.id} topicId={null} onClose={close} />}
      {adding === "topic" && (
        <AddTitle
          label={t("tree.topicTitle")}
          action={t("tree.addTopic")}
          busy={addTopic.isPending}
          onAdd={(title) => addTopic.mutateAsync(title).then(close)}
          onClose={close}
        />
      )}
      {adding === null && (
        <div className="flex flex-wrap gap-1">
          <Button look="quiet" size="small" onClick={() => setAdding("lesson")}>
            <Plus aria-hidden="true" className="size-4.5" />
            {t("outline.addLesson")}
          </Button>
          <Button look="quiet" size="small" onClick={() => setAdding("topic")}>
            <FolderPlus aria-hidden="true" className="size-4.5" />
            {t("tree.addTopic")}
          </Button>
        </div>
      )}
    </div>
  );
}
