/** What one student is granted beyond the rules, and why. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { reasonOf } from "@/api/problems";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextArea, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/Toasts";

import { quizKeys } from "../queries";
import type { QuizDraft, QuizStudent } from "../types";
import { inputMoment, momentOf } from "./moments";

interface Props {
  draft: QuizDraft;
  student: QuizStudent;
  close: () => void;
}

export function OverrideDialog(props: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onOpenChange={props.close}
      title={t("quiz.students.grantFor", { name: props.student.student_name })}
      description={t("quiz.students.grantHint")}
    >
      <OverrideForm {...props} />
    </Dialog>
  );
}

function useOverride({ draft, student, close }: Props) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const path = { lesson_id: draft.lesson_id, student_id: student.student_id };
  const done = () => {
    void client.invalidateQueries({ queryKey: quizKeys.students(draft.lesson_id) });
    toast(t("quiz.edit.saved"));
    close();
  };
  const set = useMutation({
    mutationFn: (body: {
      extra_minutes: number;
      extra_attempts: number;
      closes_at: string | null;
      reason: string;
    }) =>
      unwrap(
        api.PUT("/v1/teaching/quizzes/{lesson_id}/overrides/{student_id}", {
          params: { path },
          body,
        }),
      ),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE("/v1/teaching/quizzes/{lesson_id}/overrides/{student_id}", { params: { path } }),
      ),
    onSuccess: done,
  });
  return { set, remove };
}

function OverrideForm(props: Props) {
  const { t } = useTranslation();
  const { override } = props.student;
  const [minutes, setMinutes] = useState(override?.extra_minutes ?? 0);
  const [attempts, setAttempts] = useState(override?.extra_attempts ?? 0);
  const [closes, setCloses] = useState(inputMoment(override?.closes_at));
  const [reason, setReason] = useState(override?.reason ?? "");
  const { set, remove } = useOverride(props);
  const failed = set.error ?? remove.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({
      extra_minutes: minutes,
      extra_attempts: attempts,
      closes_at: momentOf(closes),
      reason: reason.trim(),
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      <TextField
        label={t("quiz.students.minutes")}
        type="number"
        min={0}
        max={10_080}
        value={minutes}
        onChange={(event) => setMinutes(event.target.valueAsNumber || 0)}
      />
      <TextField
        label={t("quiz.students.attempts")}
        type="number"
        min={0}
        max={1000}
        value={attempts}
        onChange={(event) => setAttempts(event.target.valueAsNumber || 0)}
      />
      <TextField
        label={t("quiz.students.closes")}
        type="datetime-local"
        value={closes}
        onChange={(event) => setCloses(event.target.value)}
      />
      <TextArea
        label={t("quiz.students.reason")}
        dir="auto"
        rows={2}
        required
        minLength={3}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {failed && <Notice tone="danger">{reasonOf(failed)}</Notice>}
      <div className="flex flex-wrap justify-end gap-3">
        {override && (
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t("quiz.students.takeBack")}
          </Button>
        )}
        <Button type="submit" busy={set.isPending}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
