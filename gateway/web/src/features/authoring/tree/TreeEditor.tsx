/** The tree of a course, to be built and rearranged with a pointer, a finger or the keyboard. */
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { Fragment, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseDraft } from "@/api/types";
import { Button } from "@/ui/Button";

import { useAddModule } from "../useDraft";
import { announcementsFor } from "./announcements";
import { AddTitle } from "./AddTitle";
import { nearestGap, nextGap } from "./gaps";
import { Gap } from "./Gap";
import { dropAt, MODULES, type Move, type Place, type TreeNode } from "./model";
import { ModuleCard } from "./ModuleCard";
import { Templates } from "./Templates";
import { TreeContext } from "./tree-context";
import { useMove } from "./useTree";

interface Props {
  draft: CourseDraft;
  frozen: boolean;
}

export function TreeEditor({ draft, frozen }: Props) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<TreeNode | null>(null);
  const { mutate } = useMove(draft.id);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextGap }),
  );
  const announcements = useMemo(() => announcementsFor(t, draft), [t, draft]);
  const tree = useMemo(() => {
    return { draft, frozen, dragged, move: (change: Move) => mutate(change) };
  }, [draft, frozen, dragged, mutate]);

  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const node = active.data.current as TreeNode;
    const gap = over?.data.current as Place | undefined;
    const to = gap && dropAt(draft, node, gap);
    if (to) tree.move({ node, to });
  };
  return (
    <TreeContext value={tree}>
      <DndContext
        sensors={sensors}
        collisionDetection={nearestGap}
        onDragStart={({ active }) => setDragged(active.data.current as TreeNode)}
        onDragEnd={drop}
        onDragCancel={() => setDragged(null)}
        accessibility={{
          announcements,
          screenReaderInstructions: { draggable: t("tree.instructions") },
        }}
      >
        <div className="grid gap-5">
          {draft.outline.length === 0 && <Templates draft={draft} frozen={frozen} />}
          {draft.outline.map((module, index) => (
            <Fragment key={module.id}>
              <Gap place={{ ...MODULES, index }} />
              <ModuleCard module={module} number={index + 1} />
            </Fragment>
          ))}
          <Gap place={{ ...MODULES, index: draft.outline.length }} />
          {!frozen && <AddModule draft={draft} />}
        </div>
        <DragOverlay dropAnimation={null}>
          {dragged && (
            <p
              dir="auto"
              className="w-max max-w-xs truncate rounded-xl border border-brand bg-surface px-4 py-2.5 font-semibold shadow-lift"
            >
              {dragged.title}
            </p>
          )}
        </DragOverlay>
      </DndContext>
    </TreeContext>
  );
}

function AddModule({ draft }: { draft: CourseDraft }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const add = useAddModule(draft.id);
  const label = draft.section_label ?? "module";
  if (adding) {
    return (
      <div className="rounded-3xl border border-line bg-surface p-4">
        <AddTitle
          label={t(`tree.${label}.title`)}
          action={t(`tree.${label}.add`)}
          busy={add.isPending}
          onAdd={(title) => add.mutateAsync(title).then(() => setAdding(false))}
          onClose={() => setAdding(false)}
        />
      </div>
    );
  }
  return (
    <Button look="secondary" className="justify-self-start" onClick={() => setAdding(true)}>
      <Plus aria-hidden="true" className="size-5" />
      {t(`tree.${label}.add`)}
    </Button>
  );
}
