/** Starting a course. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { Button, ButtonLink } from "@/ui/Button";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { type DetailsValues, NEW_COURSE, requestOf } from "./details";
import { DetailsForm } from "./DetailsForm";

export function NewCoursePage() {
  const { t } = useTranslation();
  useTitle(t("teach.newCourse"));
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useProblemForm<DetailsValues>(NEW_COURSE);
  const create = useMutation({
    mutationFn: (values: DetailsValues) =>
      unwrap(api.POST("/v1/teaching/courses", { body: requestOf(values) })),
    onSuccess: (draft) => {
      client.setQueryData(keys.draft(draft.id), draft);
      void client.invalidateQueries({ queryKey: keys.taught, exact: true });
      void navigate(`/teach/courses/${draft.id}`);
    },
    onError: form.showProblem,
  });
  return (
    <div className="page max-w-3xl pt-10">
      <h1 className="text-4xl">{t("teach.newCourse")}</h1>
      <p className="mt-3 mb-8 text-lg text-muted">{t("teach.newLead")}</p>
      <DetailsForm
        form={form}
        onSubmit={(values) => {
          form.clearProblem();
          create.mutate(values);
        }}
        footer={
          <div className="flex gap-3">
            <Button type="submit" size="large" busy={create.isPending}>
              {t("teach.create")}
            </Button>
            <ButtonLink to="/teach" look="quiet" size="large">
              {t("action.cancel")}
            </ButtonLink>
          </div>
        }
      />
    </div>
  );
}
