/** Where the console's link leads: its code is exchanged for the view, which begins at once. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem, isProblem, type Problem } from "@/api/problems";
import { session } from "@/api/session";
import { viewLink } from "@/api/view-link";
import { AccountFrame } from "@/features/account/AccountFrame";
import { homeOf } from "@/features/account/entering";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { useTitle } from "@/ui/useTitle";

import { openStart } from "./open-start";

/** Exchanges the code once, however often the page is shown. */
function useEntrance(code: string) {
  const navigate = useNavigate();
  const begun = useRef(false);
  const entrance = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/sessions/impersonation", { body: { code } })),
    onSuccess: (opened) => {
      session.look(opened);
      void navigate(homeOf(opened.user), { replace: true });
    },
  });
  const { mutate } = entrance;
  useEffect(() => {
    if (code && !begun.current) mutate();
    begun.current = true;
  }, [code, mutate]);
  return entrance;
}

export function EnterPage() {
  const { t } = useTranslation();
  const { code } = viewLink;
  const { error, mutate } = useEntrance(code);
  const problem = error ? asProblem(error) : undefined;
  const title = t(problem || !code ? "view.notOpened" : "view.opening");
  useTitle(title);
  return (
    <main>
      <AccountFrame title={title}>
        {problem || !code ? (
          <NotOpened problem={problem} retry={() => mutate()} />
        ) : (
          <p role="status" className="flex items-center gap-3 text-lg text-muted">
            <Spinner className="size-5" />
            {t("view.openingHint")}
          </p>
        )}
      </AccountFrame>
    </main>
  );
}

/** Without a problem there was no code. */
function NotOpened({ problem, retry }: { problem?: Problem; retry: () => void }) {
  const { t } = useTranslation();
  const again = problem?.passing;
  return (
    <>
      <Notice tone={again ? "danger" : "warning"} title={useHeadline(problem)}>
        {useAdvice(problem)}
      </Notice>
      <div className="flex flex-wrap gap-3">
        {again && <Button onClick={retry}>{t("action.retry")}</Button>}
        <Button look="secondary" onClick={openStart}>
          {t("action.home")}
        </Button>
      </div>
    </>
  );
}

const isSpent = (problem: Problem): boolean =>
  isProblem(problem, "accounts.impersonation_code_spent", "invalid");

function useHeadline(problem: Problem | undefined): string {
  const { t } = useTranslation();
  if (!problem) return t("view.noCode");
  if (isSpent(problem)) return t("view.spent");
  return problem.code === "network" ? t("error.offlineTitle") : problem.title;
}

function useAdvice(problem: Problem | undefined): string {
  const { t } = useTranslation();
  if (!problem || isSpent(problem)) return t("view.makeNewLink");
  return problem.code === "network" ? t("error.offline") : problem.detail;
}
