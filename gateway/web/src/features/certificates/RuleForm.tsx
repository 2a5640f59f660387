/** When a course gives a certificate. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import type { CertificateRule, CourseCertificate } from "@/api/types";
import { Button } from "@/ui/Button";
import { SelectField, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { Checkbox } from "./Checkbox";
import { certificateKeys } from "./queries";
import { readRule, type RuleValues, valuesOf } from "./rule";

export function RuleForm({ course }: { course: CourseCertificate }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useProblemForm<RuleValues>(valuesOf(course.rule));
  const save = useMutation({
    mutationFn: (rule: CertificateRule) =>
      unwrap(
        api.PUT("/v1/teaching/courses/{course_id}/certificate", {
          params: { path: { course_id: course.course_id } },
          body: { rule },
        }),
      ),
    onSuccess: async (saved) => {
      await showAnswer(client, certificateKeys.rule(course.course_id), saved);
      void client.invalidateQueries({ queryKey: certificateKeys.students(course.course_id) });
      form.reset(valuesOf(saved.rule));
      toast(t("certificates.teach.saved"));
    },
    onError: (error) => form.showProblem(error),
  });
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    save.mutate(readRule(values));
  });
  const offered = form.watch("offered");
  const quizzes = form.watch("quiz_condition");
  const number = (name: "lessons_percent" | "quiz_percent" | "classes" | "validity_months") => ({
    type: "number",
    inputMode: "numeric" as const,
    error: form.errorOf(name),
    ...form.register(name),
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-6" noValidate>
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <Checkbox
        label={t("certificates.teach.offered")}
        hint={t("certificates.teach.offeredHint")}
        {...form.register("offered")}
      />
      {offered && (
        <>
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <TextField
              label={t("certificates.teach.lessons")}
              hint={t("certificates.teach.lessonsHint", { count: course.lesson_count })}
              min="0"
              max="100"
              {...number("lessons_percent")}
            />
            <TextField
              label={t("certificates.teach.classes")}
              hint={t("certificates.teach.classesHint")}
              min="0"
              max="500"
              {...number("classes")}
            />
            <SelectField
              label={t("certificates.teach.quizzes")}
              error={form.errorOf("quiz_condition")}
              {...form.register("quiz_condition")}
            >
              <option value="none">{t("certificates.teach.quiz_none")}</option>
              <option value="average">{t("certificates.teach.quiz_average")}</option>
              <option value="each">{t("certificates.teach.quiz_each")}</option>
            </SelectField>
            {quizzes !== "none" && (
              <TextField
                label={t("certificates.teach.quizPercent")}
                min="0"
                max="100"
                {...number("quiz_percent")}
              />
            )}
          </div>
          {quizzes !== "none" && course.quiz_count === 0 && (
            <Notice tone="warning" title={t("certificates.teach.noQuizzesTitle")}>
              {t("certificates.teach.noQuizzes")}
            </Notice>
          )}
          <Checkbox
            label={t("certificates.teach.signOff")}
            hint={t("certificates.teach.signOffHint")}
            {...form.register("sign_off")}
          />
          <div className="max-w-sm">
            <TextField
              label={t("certificates.teach.validity")}
              hint={t("certificates.teach.validityHint")}
              min="1"
              max="600"
              {...number("validity_months")}
            />
          </div>
        </>
      )}
      <div>
        <Button type="submit" size="large" busy={save.isPending}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
