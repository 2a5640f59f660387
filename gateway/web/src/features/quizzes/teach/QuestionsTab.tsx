/** What a quiz asks, in order: questions of the bank, and draws from pools. */
import { ArrowDown, ArrowUp, Layers, Library, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";
import { EmptyState } from "@/ui/States";
import { toast } from "@/ui/Toasts";

import type { Question, QuestionType, QuizDraft, Slot } from "../types";
import { BankDialog } from "./BankDialog";
import { fullMarks } from "./content";
import { PoolDialog } from "./PoolDialog";
import { QuestionForm } from "./QuestionForm";
import { TypeDialog } from "./TypeDialog";
import { useChangeSlots } from "./useQuizDraft";

interface Props {
  draft: QuizDraft;
  frozen: boolean;
}

type Writing = { question: Question } | { type: QuestionType };
type Asking = "type" | "bank" | "pool" | null;

export const slotOf = (questionId: string): Slot => ({
  id: "",
  question_id: questionId,
  pool: "",
  draw: 1,
  points: 1,
});

export function QuestionsTab({ draft, frozen }: Props) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState<Writing | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const slots = useChangeSlots(draft);
  const add = (slot: Slot) => slots.mutate((others) => [...others, slot]);
  const written = (question: Question, ask: boolean) => {
    setWriting(null);
    if (ask) add(slotOf(question.id));
    toast(t("quiz.edit.saved"));
  };
  if (writing)
    return (
      <QuestionForm
        draft={draft}
        {...writing}
        onSaved={(question) => written(question, "type" in writing)}
        onCancel={() => setWriting(null)}
      />
    );
  return (
    <div className="grid gap-5">
      {draft.slots.length === 0 && (
        <EmptyState title={t("quiz.edit.emptyTitle")}>{t("quiz.edit.empty")}</EmptyState>
      )}
      <ol className="grid gap-3">
        {draft.slots.map((slot, index) => (
          <li key={slot.id}>
            <SlotRow
              draft={draft}
              slot={slot}
              index={index}
              frozen={frozen || slots.isPending}
              change={slots.mutate}
              edit={(question) => setWriting({ question })}
            />
          </li>
        ))}
      </ol>
      {!frozen && (
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => setAsking("type")}>
            <Plus aria-hidden="true" className="size-5" />
            {t("quiz.edit.newQuestion")}
          </Button>
          <Button look="secondary" onClick={() => setAsking("bank")}>
            <Library aria-hidden="true" className="size-4.5" />
            {t("quiz.edit.fromBank")}
          </Button>
          <Button
            look="secondary"
            disabled={draft.pools.length === 0}
            onClick={() => setAsking("pool")}
          >
            <Layers aria-hidden="true" className="size-4.5" />
            {t("quiz.edit.fromPool")}
          </Button>
        </div>
      )}
      <TypeDialog
        open={asking === "type"}
        close={() => setAsking(null)}
        choose={(type) => {
          setAsking(null);
          setWriting({ type });
        }}
      />
      <BankDialog
        draft={draft}
        open={asking === "bank"}
        close={() => setAsking(null)}
        add={(question) => add(slotOf(question.id))}
        edit={(question) => {
          setAsking(null);
          setWriting({ question });
        }}
      />
      <PoolDialog draft={draft} open={asking === "pool"} close={() => setAsking(null)} add={add} />
    </div>
  );
}

interface RowProps {
  draft: QuizDraft;
  slot: Slot;
  index: number;
  frozen: boolean;
  change: (change: (slots: Slot[]) => Slot[]) => void;
  edit: (question: Question) => void;
}

function SlotRow({ draft, slot, index, frozen, change, edit }: RowProps) {
  const { t } = useTranslation();
  const question = draft.questions.find((one) => one.id === slot.question_id);
  const title = question ? plainText(question.content.prompt) : slot.pool;
  const others = (slots: Slot[]) => slots.filter((one) => one.id !== slot.id);
  const move = (to: number) =>
    change((slots) => [...others(slots).slice(0, to), slot, ...others(slots).slice(to)]);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-2xl border border-line bg-surface py-2 ps-5 pe-2">
      <span className="font-semibold text-muted tabular-nums">{index + 1}.</span>
      <span className="min-w-40 flex-1 py-1.5">
        <span dir="auto" className="line-clamp-2 font-medium break-words">
          {title}
        </span>
        <span className="text-sm text-muted">
          {question
            ? `${t(`quiz.types.${question.content.type}`)} · ${t("quiz.points", { count: fullMarks(question.content) })}`
            : t("quiz.edit.draws", { count: slot.draw, points: slot.points })}
        </span>
      </span>
      {!frozen && (
        <span className="flex">
          <IconButton
            label={t("quiz.moveUp", { text: title })}
            disabled={index === 0}
            onClick={() => move(index - 1)}
          >
            <ArrowUp aria-hidden="true" className="size-4.5" />
          </IconButton>
          <IconButton
            label={t("quiz.moveDown", { text: title })}
            disabled={index === draft.slots.length - 1}
            onClick={() => move(index + 1)}
          >
            <ArrowDown aria-hidden="true" className="size-4.5" />
          </IconButton>
          {question && (
            <IconButton
              label={t("quiz.edit.editQuestion", { text: title })}
              onClick={() => edit(question)}
            >
              <Pencil aria-hidden="true" className="size-4.5" />
            </IconButton>
          )}
          <IconButton
            label={t("quiz.edit.takeOut", { text: title })}
            onClick={() => change(others)}
          >
            <Trash2 aria-hidden="true" className="size-4.5" />
          </IconButton>
        </span>
      )}
    </div>
  );
}

/** The first words of a Markdown text, for a list. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/[*_`#>]+/g, "")
    .trim()
    .slice(0, 160);
}
