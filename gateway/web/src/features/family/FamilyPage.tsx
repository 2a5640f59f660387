/** Guardians and learners: who answers for one, and for whom one answers. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { familyQuery } from "@/api/queries";
import type { Family } from "@/api/types";
import { SettingsCard, SettingsPage } from "@/features/settings/SettingsPage";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { AddChild } from "./AddChild";
import { InviteLearner } from "./InviteLearner";
import { GuardianRow, LearnerRow } from "./Rows";

export function FamilyPage() {
  const { t } = useTranslation();
  const { data: family, error, refetch } = useQuery(familyQuery);
  return (
    <SettingsPage title={t("family.title")} lead={t("family.lead")}>
      {!family && !error && (
        <Loading className="grid gap-6">
          <Skeleton className="h-40 rounded-3xl" />
          <Skeleton className="h-40 rounded-3xl" />
        </Loading>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {family && <Cards family={family} />}
    </SettingsPage>
  );
}

function Cards({ family: { guardians, learners, guardian_age: age } }: { family: Family }) {
  const { t } = useTranslation();
  return (
    <>
      <SettingsCard title={t("family.learners")} description={t("family.learnersLead")}>
        {learners.length === 0 && <p className="text-muted">{t("family.noLearners")}</p>}
        <ul className="grid gap-3">
          {learners.map((bond) => (
            <LearnerRow key={bond.id} bond={bond} />
          ))}
        </ul>
        <div className="flex flex-wrap gap-3">
          <AddChild />
          <InviteLearner />
        </div>
      </SettingsCard>
      <SettingsCard title={t("family.guardians")} description={t("family.guardiansLead", { age })}>
        {guardians.length === 0 && <p className="text-muted">{t("family.noGuardians")}</p>}
        <ul className="grid gap-3">
          {guardians.map((bond) => (
            <GuardianRow key={bond.id} bond={bond} />
          ))}
        </ul>
      </SettingsCard>
    </>
  );
}
