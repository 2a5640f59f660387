/** After registering: the link is in the mail. */
import { MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation } from "react-router";

import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { ResendMail } from "./ResendMail";

export function InboxPage() {
  const { t } = useTranslation();
  useTitle(t("account.inboxTitle"));
  const email = (useLocation().state as { email?: string } | null)?.email;
  if (!email) return <Navigate replace to="/register" />;
  return (
    <AccountFrame
      title={t("account.inboxTitle")}
      lead={
        <>
          {t("account.inboxLead")}{" "}
          <strong dir="ltr" className="font-semibold wrap-anywhere text-ink">
            {email}
          </strong>
        </>
      }
    >
      <div className="flex gap-4 rounded-2xl bg-brand-soft p-5 text-brand-ink">
        <MailOpen aria-hidden="true" className="size-6 shrink-0" />
        <p>{t("account.inboxHint")}</p>
      </div>
      <ResendMail email={email} />
      <p className="text-muted">
        {t("account.wrongAddress")}{" "}
        <Link to="/register" className="font-semibold text-brand-ink underline underline-offset-2">
          {t("account.registerAgain")}
        </Link>
      </p>
    </AccountFrame>
  );
}
