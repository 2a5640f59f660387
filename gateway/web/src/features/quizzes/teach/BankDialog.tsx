/** The question bank of the course: to ask, to edit, to clear out. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/ui/Badge";
import { Button, IconButton } from "@/ui/Button";
import { ConfirmDialog, Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { staleLook } from "@/ui/stale";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { useSettled } from "@/ui/useSettled";

import { bankQuery } from "../queries";
import type { Question, QuizDraft } from "../types";
import { plainText } from "./QuestionsTab";
import { useRemoveQuestion } from "./useQuizDraft";

interface Props {
  draft: QuizDraft;
  open: boolean;
  close: () => void;
  add: (question: Question) => void;
  edit: (question: Question) => void;
}

export function BankDialog({ open, close, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={t("quiz.edit.bank")}
      description={t("quiz.edit.bankHint")}
    >
      <Bank {...rest} />
    </Dialog>
  );
}

function Bank({ draft, add, edit }: Omit<Props, "open" | "close">) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const query = useInfiniteQuery(bankQuery(draft.course_id, useSettled(search.trim())));
  const remove = useRemoveQuestion(draft);
  const [leaving, setLeaving] = useState<Question | null>(null);
  const questions = query.data?.pages.flatMap((page) => page.items) ?? [];
  const asked = new Set(draft.slots.map((slot) => slot.question_id));
  return (
    <div className="grid gap-4">
      <TextField
        label={t("quiz.edit.search")}
        type="search"
        dir="auto"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {query.isPending && (
        <Loading>
          <Skeleton className="h-24 rounded-2xl" />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && questions.length === 0 && (
        <p className="text-muted">{t("quiz.edit.bankEmpty")}</p>
      )}
      <ul className={staleLook(query.isPlaceholderData, "grid gap-2")}>
        {questions.map((question) => {
          const text = plainText(question.content.prompt);
          return (
            <li
              key={question.id}
              className="flex items-center gap-1 rounded-xl border border-line py-1.5 ps-4 pe-1"
            >
              <span className="min-w-0 flex-1">
                <span dir="auto" className="line-clamp-2 font-medium break-words">
                  {text}
                </span>
                <span className="flex flex-wrap gap-2 text-sm text-muted">
                  {t(`quiz.types.${question.content.type}`)}
                  {question.content.pool && <Badge>{question.content.pool}</Badge>}
                </span>
              </span>
              <IconButton
                label={t("quiz.edit.editQuestion", { text })}
                onClick={() => edit(question)}
              >
                <Pencil aria-hidden="true" className="size-4.5" />
              </IconButton>
              {asked.has(question.id) ? (
                <span className="pe-2">
                  <Badge tone="brand">{t("quiz.edit.asked")}</Badge>
                </span>
              ) : (
                <>
                  <IconButton
                    label={t("quiz.edit.removeFromBank", { text })}
                    disabled={remove.isPending}
                    onClick={() => setLeaving(question)}
                  >
                    <Trash2 aria-hidden="true" className="size-4.5" />
                  </IconButton>
                  <IconButton label={t("quiz.edit.ask", { text })} onClick={() => add(question)}>
                    <Plus aria-hidden="true" className="size-5" />
                  </IconButton>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={t("quiz.edit.removeTitle")}
        consequence={t("quiz.edit.removeConsequence", {
          text: leaving ? plainText(leaving.content.prompt) : "",
        })}
        action={t("action.remove")}
        onConfirm={() => leaving && remove.mutate(leaving.id)}
      />
      {query.hasNextPage && (
        <Button
          look="secondary"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("quiz.more")}
        </Button>
      )}
    </div>
  );
}
