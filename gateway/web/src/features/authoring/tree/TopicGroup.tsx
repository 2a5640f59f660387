/** A topic within a module, with its lessons. */
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Module, Topic } from "@/api/types";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";

import { AddLesson } from "./AddLesson";
import { AddTitle } from "./AddTitle";
import { Handle } from "./Handle";
import { LessonList } from "./LessonList";
import type { TreeNode } from "./model";
import { NodeMenu } from "./NodeMenu";
import { useTree } from "./tree-context";
import { useRename } from "./useTree";

export function TopicGroup({ topic, module }: { topic: Topic; module: Module }) {
  const { t } = useTranslation();
  const { frozen, dragged } = useTree();
  const [doing, setDoing] = useState<"rename" | "add" | null>(null);
  const rename = useRename();
  const node: TreeNode = { id: topic.id, kind: "topic", title: topic.title };
  const close = () => setDoing(null);
  return (
    <section
      aria-labelledby={`topic-${topic.id}`}
      className={classes(
        "mx-2 mt-2 rounded-2xl bg-sunken/70 pb-1.5 sm:mx-3",
        dragged?.id === topic.id && "opacity-50",
      )}
    >
      <header className="flex min-h-11 items-center gap-1 px-1">
        {!frozen && <Handle node={node} />}
        {doing === "rename" ? (
          <AddTitle
            label={t("tree.topicTitle")}
            action={t("action.save")}
            initial={topic.title}
            busy={rename.isPending}
            onAdd={(title) => rename.mutateAsync({ node, title }).then(close)}
            onClose={close}
          />
        ) : (
          <>
            <h4
              id={`topic-${topic.id}`}
              dir="auto"
              className="min-w-0 flex-1 px-1.5 py-2 font-sans text-base font-semibold tracking-normal break-words"
            >
              {topic.title}
            </h4>
            {!frozen && <NodeMenu node={node} onRename={() => setDoing("rename")} />}
          </>
        )}
      </header>
      <LessonList module={module} topicId={topic.id} />
      {!frozen && (
        <div className="px-2 pt-1">
          {doing === "add" ? (
            <AddLesson moduleId={module.id} topicId={topic.id} onClose={close} />
          ) : (
            <Button look="quiet" size="small" onClick={() => setDoing("add")}>
              <Plus aria-hidden="true" className="size-4.5" />
              {t("tree.addLessonTo", { title: topic.title })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
