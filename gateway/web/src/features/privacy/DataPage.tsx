/** One's own data: collect and download it, or delete the account with everything in it. */
import { useTranslation } from "react-i18next";

import { SettingsPage } from "@/features/settings/SettingsPage";

import { ErasureCard } from "./ErasureCard";
import { ExportCard } from "./ExportCard";

export function DataPage() {
  const { t } = useTranslation();
  return (
    <SettingsPage title={t("privacy.title")} lead={t("privacy.lead")}>
      <ExportCard />
      <ErasureCard />
    </SettingsPage>
  );
}
