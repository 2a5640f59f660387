/** What a teacher offers: shown on their public page. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { TeacherProfile } from "@/api/types";
import { useUser } from "@/app/useSession";
import { SettingsCard } from "@/features/settings/SettingsPage";
import { COURSE_LANGUAGES } from "@/i18n/course-languages";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { offerOf, type TeachingValues, valuesOf } from "./offer";
import { RateFields } from "./RateFields";

export function TeachingCard() {
  const { t } = useTranslation();
  const user = useUser();
  const offer = useQuery({
    queryKey: keys.teaching,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/me/teaching-profile", { signal })),
  });
  return (
    <SettingsCard
      title={t("profile.teaching")}
      description={
        <>
          {t("profile.teachingHint")}{" "}
          <Link
            to={`/teachers/${offer.data?.slug ?? user?.id}`}
            className="font-semibold text-brand-ink underline underline-offset-2"
          >
            {t("profile.seePage")}
          </Link>
        </>
      }
    >
      {offer.isPending && (
        <Loading>
          <Skeleton className="h-64" />
        </Loading>
      )}
      {offer.error && <ErrorState error={offer.error} retry={() => void offer.refetch()} />}
      {offer.data && <OfferForm offer={offer.data} />}
    </SettingsCard>
  );
}

function OfferForm({ offer }: { offer: TeacherProfile }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { language } = useFormats();
  const form = useProblemForm<TeachingValues>(valuesOf(offer));
  const save = useMutation({
    mutationFn: (values: TeachingValues) =>
      unwrap(api.PATCH("/v1/me/teaching-profile", { body: offerOf(values) })),
    onSuccess: async (next) => {
      await showAnswer(client, keys.teaching, next);
      toast(t("profile.saved"));
    },
    onError: form.showProblem,
  });
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    save.mutate(values);
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <TextField
        label={t("profile.headline")}
        hint={t("profile.headlineHint")}
        dir="auto"
        error={form.errorOf("headline")}
        {...form.register("headline", {
          maxLength: { value: 120, message: t("form.tooLong", { count: 120 }) },
        })}
      />
      <TextField
        label={t("profile.subjects")}
        hint={t("profile.subjectsHint")}
        dir="auto"
        error={form.errorOf("subjects")}
        {...form.register("subjects")}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-[0.9375rem] font-semibold">{t("profile.languages")}</legend>
        <div className="flex flex-wrap gap-2">
          {COURSE_LANGUAGES.map((code) => (
            <label
              key={code}
              className="flex min-h-11 items-center gap-2 rounded-xl border border-line px-3 has-checked:border-brand has-checked:bg-brand-soft"
            >
              <input
                type="checkbox"
                value={code}
                className="size-4.5 accent-[var(--brand)]"
                {...form.register("languages")}
              />
              {language(code)}
            </label>
          ))}
        </div>
      </fieldset>
      <RateFields form={form} />
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <div>
        <Button type="submit" busy={save.isPending}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
