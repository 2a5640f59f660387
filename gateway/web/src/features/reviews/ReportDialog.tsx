/** Asking the moderators to look at a review. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import type { Review } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

const LONGEST = 1000;

export function ReportDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const { t } = useTranslation();
  const form = useProblemForm({ reason: "" }, "onSubmit");
  const report = useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.POST("/v1/reviews/{review_id}/reports", {
          params: { path: { review_id: review.id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      toast(t("reviews.reported"));
      onClose();
    },
    onError: form.showProblem,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("reviews.reportTitle")}
      description={t("reviews.reportLead")}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) =>
          void form.handleSubmit(({ reason }) => {
            form.clearProblem();
            report.mutate(reason.trim());
          })(event)
        }
      >
        <TextArea
          label={t("reviews.reason")}
          dir="auto"
          rows={4}
          error={form.errorOf("reason")}
          {...form.register("reason", {
            required: t("form.required"),
            minLength: { value: 3, message: t("reviews.reasonShort") },
            maxLength: { value: LONGEST, message: t("form.tooLong", { count: LONGEST }) },
          })}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="secondary" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" busy={report.isPending}>
            {t("reviews.sendReport")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
