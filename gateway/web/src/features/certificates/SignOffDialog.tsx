/** The teacher vouches for a student, or takes it back, with a note. */
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";

import { useCandidate } from "./useCandidate";

interface Props {
  courseId: string;
  studentId: string;
  name: string;
  giving: boolean;
  close: () => void;
}

export function SignOffDialog({ courseId, studentId, name, giving, close }: Props) {
  const { t } = useTranslation();
  const form = useProblemForm<{ note: string }>({ note: "" }, "onSubmit");
  const { sign } = useCandidate(courseId, studentId);
  const submit = form.handleSubmit(({ note }) => {
    form.clearProblem();
    sign.mutate({ given: giving, note }, { onSuccess: close, onError: form.showProblem });
  });
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t(giving ? "certificates.teach.sign" : "certificates.teach.takeBack")}
      description={t(giving ? "certificates.teach.signLead" : "certificates.teach.takeBackLead", {
        name,
      })}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-5" noValidate>
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <TextArea
          label={t("certificates.teach.note")}
          hint={t("certificates.teach.noteHint")}
          rows={3}
          maxLength={1000}
          error={form.errorOf("note")}
          {...form.register("note")}
        />
        <div>
          <Button type="submit" look={giving ? "primary" : "danger"} busy={sign.isPending}>
            {t(giving ? "certificates.teach.sign" : "certificates.teach.takeBack")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
