/** Telling all students of a course something, and what they were told before. */
import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { TextArea, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { AnnouncementList } from "./AnnouncementList";
import { useAnnounce } from "./queries";

interface Values {
  subject: string;
  body: string;
}

const EMPTY: Values = { subject: "", body: "" };

export function Announcements({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const form = useProblemForm<Values>(EMPTY);
  const announce = useAnnounce(courseId, form.showProblem);
  const { register, handleSubmit } = form;
  const send = handleSubmit((values) => {
    form.clearProblem();
    announce.mutate(values, {
      onSuccess: ({ recipients }) => {
        form.reset(EMPTY);
        toast(t("roster.announced", { count: recipients }));
      },
    });
  });
  return (
    <div className="grid gap-10">
      <form onSubmit={(event) => void send(event)} noValidate className="grid gap-5">
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <TextField
          label={t("roster.subject")}
          dir="auto"
          maxLength={200}
          error={form.errorOf("subject")}
          {...register("subject", { required: t("roster.subjectMissing") })}
        />
        <TextArea
          label={t("roster.body")}
          hint={t("roster.bodyHint")}
          rows={6}
          dir="auto"
          maxLength={20_000}
          error={form.errorOf("body")}
          {...register("body", { required: t("roster.bodyMissing") })}
        />
        <div>
          <Button type="submit" size="large" busy={announce.isPending}>
            <Send aria-hidden="true" className="mirror-rtl size-4.5" />
            {t("roster.announce")}
          </Button>
        </div>
      </form>
      <section className="grid gap-4">
        <h2 className="text-2xl">{t("roster.told")}</h2>
        <AnnouncementList courseId={courseId} withCount />
      </section>
    </div>
  );
}
