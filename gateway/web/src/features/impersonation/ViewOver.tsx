/** All that is left of a view: that it is over, and why. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { ViewEnd } from "@/api/session";
import { AccountFrame } from "@/features/account/AccountFrame";
import { Button } from "@/ui/Button";
import { useTitle } from "@/ui/useTitle";

import { openStart } from "./open-start";

export function ViewOver({ because }: { because: ViewEnd }) {
  const { t } = useTranslation();
  const main = useRef<HTMLElement>(null);
  useTitle(t("view.overTitle"));
  // What had the focus is gone; the keyboard and the screen reader go on here.
  useEffect(() => main.current?.focus(), []);
  return (
    <main ref={main} tabIndex={-1} className="focus-visible:outline-none">
      <AccountFrame title={t("view.overTitle")} lead={t(`view.over.${because}`)}>
        <p className="text-muted">{t("view.overHint")}</p>
        <Button className="justify-self-start" onClick={openStart}>
          {t("action.home")}
        </Button>
      </AccountFrame>
    </main>
  );
}
