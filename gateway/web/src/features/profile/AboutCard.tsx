/** One's name and own words. */
import { useTranslation } from "react-i18next";

import type { Profile } from "@/api/types";
import { nameRules } from "@/features/account/rules";
import { SettingsCard } from "@/features/settings/SettingsPage";
import { Button } from "@/ui/Button";
import { TextArea, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";

import { useProfileChange } from "./useProfile";

const BIO_MAX = 5_000;

export function AboutCard({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const form = useProblemForm<{ name: string; bio: string }>({
    name: profile.name,
    bio: profile.bio,
  });
  const change = useProfileChange(form.showProblem);
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    change.mutate(values);
  });
  return (
    <SettingsCard title={t("profile.about")}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          label={t("account.name")}
          autoComplete="name"
          dir="auto"
          error={form.errorOf("name")}
          {...form.register("name", nameRules(t))}
        />
        <TextArea
          label={t("profile.bio")}
          hint={t("profile.bioHint")}
          dir="auto"
          rows={6}
          error={form.errorOf("bio")}
          {...form.register("bio", {
            maxLength: { value: BIO_MAX, message: t("form.tooLong", { count: BIO_MAX }) },
          })}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <div>
          <Button type="submit" busy={change.isPending}>
            {t("action.save")}
          </Button>
        </div>
      </form>
    </SettingsCard>
  );
}
