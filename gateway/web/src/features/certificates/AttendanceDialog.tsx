/** The teacher notes that a student attended a live class. */
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";

import { type Attended, useCandidate } from "./useCandidate";

interface Props {
  courseId: string;
  studentId: string;
  name: string;
  close: () => void;
}

const today = () => new Date().toLocaleDateString("sv-SE");

export function AttendanceDialog({ courseId, studentId, name, close }: Props) {
  const { t } = useTranslation();
  const form = useProblemForm<Attended>({ title: "", attended_on: today() }, "onSubmit");
  const { mark } = useCandidate(courseId, studentId);
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    mark.mutate(values, { onSuccess: close, onError: form.showProblem });
  });
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t("certificates.teach.mark")}
      description={t("certificates.teach.markLead", { name })}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-5" noValidate>
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <TextField
          label={t("certificates.teach.classTitle")}
          maxLength={200}
          error={form.errorOf("title")}
          {...form.register("title", { required: t("certificates.teach.classTitleMissing") })}
        />
        <TextField
          label={t("certificates.teach.classDate")}
          type="date"
          max={today()}
          error={form.errorOf("attended_on")}
          {...form.register("attended_on", { required: t("certificates.teach.classDateMissing") })}
        />
        <div>
          <Button type="submit" busy={mark.isPending}>
            {t("certificates.teach.markDo")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
