/** The language of pages and mails, and the clock that times are shown by. */
import { useTranslation } from "react-i18next";

import type { Profile } from "@/api/types";
import { SettingsCard } from "@/features/settings/SettingsPage";
import { chooseLanguage, type LanguageCode, LANGUAGES } from "@/i18n";
import { Button } from "@/ui/Button";
import { SelectField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";

import { useProfileChange } from "./useProfile";
import { deviceZone, timeIn, zonesWith } from "./zones";

/** Who has never chosen a clock most likely lives by that of the device. */
const suggested = (stored: string): string => (stored === "UTC" ? deviceZone() : stored);

export function PlaceCard({ profile }: { profile: Profile }) {
  const { t, i18n } = useTranslation();
  const spoken = profile.locale.slice(0, 2);
  const form = useProblemForm<{ locale: string; time_zone: string }>({
    locale: spoken in LANGUAGES ? spoken : "en",
    time_zone: suggested(profile.time_zone),
  });
  const change = useProfileChange(form.showProblem);
  const zone = form.watch("time_zone");
  const here = deviceZone();
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    change.mutate(values, {
      onSuccess: () => void chooseLanguage(values.locale as LanguageCode),
    });
  });
  return (
    <SettingsCard title={t("profile.place")} description={t("profile.placeHint")}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <SelectField label={t("profile.language")} {...form.register("locale")}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("profile.zone")}
          hint={t("profile.zoneNow", { time: timeIn(zone, i18n.language) })}
          error={form.errorOf("time_zone")}
          {...form.register("time_zone")}
        >
          {zonesWith(profile.time_zone).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
        {zone !== here && (
          <div>
            <Button look="quiet" size="small" onClick={() => form.setValue("time_zone", here)}>
              {t("profile.zoneHere", { zone: here })}
            </Button>
          </div>
        )}
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
