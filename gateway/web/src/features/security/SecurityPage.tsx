/** What keeps an account safe: the password, the second step, passkeys and signed-in devices. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { secondFactorsQuery, signInSettingsQuery } from "@/api/queries";
import type { SecondFactors } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { SettingsPage } from "../settings/SettingsPage";
import { AuthenticatorCard } from "./AuthenticatorCard";
import { DevicesCard } from "./DevicesCard";
import { EmailCard } from "./EmailCard";
import { GoogleCard } from "./GoogleCard";
import { PasswordCard } from "./PasswordCard";
import { PasskeysCard } from "./PasskeysCard";
import { RecoveryCodesCard } from "./RecoveryCodesCard";

export function SecurityPage() {
  const { t } = useTranslation();
  const { data, isPending, error, refetch } = useQuery(secondFactorsQuery);
  const confined = data?.due_at != null && Date.parse(data.due_at) <= Date.now();
  return (
    <SettingsPage title={t("security.title")} lead={t("security.lead")}>
      {isPending && (
        <Loading className="grid gap-5">
          <Skeleton className="h-40 rounded-3xl" />
          <Skeleton className="h-40 rounded-3xl" />
        </Loading>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && <Deadline factors={data} confined={confined} />}
      {!confined && <WaysIn />}
      {data && (
        <>
          <AuthenticatorCard factors={data} />
          <PasskeysCard factors={data} />
          <RecoveryCodesCard factors={data} />
        </>
      )}
      {!confined && <DevicesCard />}
    </SettingsPage>
  );
}

/** Password, address and Google, once it is known how they stand. */
function WaysIn() {
  const { data, isPending, error, refetch } = useQuery(signInSettingsQuery);
  if (isPending) {
    return (
      <Loading>
        <Skeleton className="h-40 rounded-3xl" />
      </Loading>
    );
  }
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <EmailCard settings={data} />
      <PasswordCard settings={data} />
      <GoogleCard settings={data} />
    </>
  );
}

/** Staff without a second step read until when they can go on, or that they have to stop here. */
function Deadline({ factors, confined }: { factors: SecondFactors; confined: boolean }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  if (!factors.due_at) return null;
  return (
    <Notice
      tone={confined ? "danger" : "warning"}
      title={confined ? t("security.confinedTitle") : t("security.dueTitle")}
    >
      {confined ? t("security.confined") : t("security.staffDue", { date: date(factors.due_at) })}
    </Notice>
  );
}
