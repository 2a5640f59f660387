/** The two ways in, for a visitor who is not signed in; both lead back to this page. */
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { ButtonLink } from "@/ui/Button";

import { withReturn } from "./return-to";

export function Guests({ wide = false }: { wide?: boolean }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const here = /^\/(signin|register|confirm)/.test(pathname) ? null : pathname + search;
  return (
    <>
      <ButtonLink to={withReturn("/signin", here)} look={wide ? "secondary" : "quiet"} wide={wide}>
        {t("nav.signIn")}
      </ButtonLink>
      <ButtonLink to={withReturn("/register", here)} wide={wide}>
        {t("nav.register")}
      </ButtonLink>
    </>
  );
}
