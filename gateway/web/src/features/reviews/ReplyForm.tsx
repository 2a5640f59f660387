/** The teacher's public answer to a review. */
import { useTranslation } from "react-i18next";

import type { Review } from "@/api/types";
import { Button } from "@/ui/Button";
import { TextArea } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { useReply } from "./queries";

const LONGEST = 2000;

export function ReplyForm({ review, onDone }: { review: Review; onDone: () => void }) {
  const { t } = useTranslation();
  const form = useProblemForm({ text: review.reply?.text ?? "" }, "onSubmit");
  const { mutate, isPending } = useReply(() => {
    toast(t("reviews.replied"));
    onDone();
  }, form.showProblem);
  const send = (text: string) => {
    form.clearProblem();
    mutate({ reviewId: review.id, text: text.trim() });
  };
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => void form.handleSubmit(({ text }) => send(text))(event)}
    >
      <TextArea
        autoFocus
        label={t("reviews.yourReply")}
        hint={t("reviews.replyHint")}
        dir="auto"
        rows={4}
        error={form.errorOf("text")}
        {...form.register("text", {
          required: t("form.required"),
          maxLength: { value: LONGEST, message: t("form.tooLong", { count: LONGEST }) },
        })}
      />
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={isPending}>
          {t("reviews.sendReply")}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t("action.cancel")}
        </Button>
        {review.reply && (
          <Button look="danger" disabled={isPending} onClick={() => send("")}>
            {t("reviews.removeReply")}
          </Button>
        )}
      </div>
    </form>
  );
}
