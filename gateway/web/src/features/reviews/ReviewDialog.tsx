/** Writing, changing and removing one's review of a course. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import type { CourseCard, Review } from "@/api/types";
import { Button } from "@/ui/Button";
import { ConfirmDialog, Dialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { refreshReviews } from "./queries";
import { StarsField } from "./Stars";

const LONGEST = 4000;

interface Props {
  course: Pick<CourseCard, "id" | "title">;
  review: Review | null;
  onClose: () => void;
}

interface Values {
  stars: number;
  text: string;
}

function useWriting(courseId: string, onDone: (message: string) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { path: { course_id: courseId } };
  const done = (message: string) => {
    refreshReviews(client, courseId);
    onDone(message);
  };
  const write = useMutation({
    mutationFn: (body: Values) =>
      unwrap(api.PUT("/v1/enrollments/{course_id}/review", { params, body })),
    onSuccess: () => done(t("reviews.thanks")),
  });
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE("/v1/enrollments/{course_id}/review", { params })),
    onSuccess: () => done(t("reviews.removed")),
  });
  return { write, remove };
}

export function ReviewDialog({ course, review, onClose }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const form = useProblemForm<Values>(
    { stars: review?.stars ?? 0, text: review?.text ?? "" },
    "onSubmit",
  );
  const { write, remove } = useWriting(course.id, (message) => {
    toast(message);
    onClose();
  });
  form.register("stars", { validate: (stars) => stars > 0 || t("reviews.chooseStars") });
  const send = (values: Values) => {
    form.clearProblem();
    write.mutate({ ...values, text: values.text.trim() }, { onError: form.showProblem });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={review ? t("reviews.edit") : t("reviews.write")}
      description={course.title}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => void form.handleSubmit(send)(event)}
      >
        <StarsField
          value={form.watch("stars")}
          onChange={(stars) => {
            form.setValue("stars", stars);
            form.clearErrors("stars");
          }}
          error={form.errorOf("stars")}
        />
        <TextArea
          label={t("reviews.text")}
          hint={t("reviews.textHint")}
          dir="auto"
          rows={5}
          error={form.errorOf("text")}
          {...form.register("text", {
            maxLength: { value: LONGEST, message: t("form.tooLong", { count: LONGEST }) },
          })}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <div className="flex flex-wrap justify-end gap-3">
          {review && (
            <Button look="danger" className="me-auto" onClick={() => setAsking(true)}>
              {t("action.remove")}
            </Button>
          )}
          <Button look="secondary" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" busy={write.isPending || remove.isPending}>
            {t("reviews.send")}
          </Button>
        </div>
      </form>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("reviews.removeTitle")}
        consequence={t("reviews.removeConsequence")}
        action={t("action.remove")}
        onConfirm={() => remove.mutate(undefined, { onError: form.showProblem })}
      />
    </Dialog>
  );
}
