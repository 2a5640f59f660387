/** Language and theme. */
import { Languages, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { chooseLanguage, type LanguageCode, LANGUAGES } from "@/i18n";
import { IconButton } from "@/ui/Button";

import { chooseTheme, currentTheme } from "./theme";

/** Two languages, so one button: it is written in the language that it leads to. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other: LanguageCode = i18n.language === "ar" ? "en" : "ar";
  return (
    <button
      type="button"
      onClick={() => void chooseLanguage(other)}
      className="inline-flex min-h-11 items-center gap-2 rounded-xl px-3 font-medium text-muted hover:bg-sunken hover:text-ink"
    >
      <Languages aria-hidden="true" className="size-4.5" />
      <span className="sr-only">{t("nav.language")}</span>
      <span lang={other}>{LANGUAGES[other]}</span>
    </button>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === "dark" ? "light" : "dark";
  const Icon = other === "dark" ? Moon : Sun;
  const choose = () => {
    chooseTheme(other);
    setTheme(other);
  };
  return (
    <IconButton label={other === "dark" ? t("nav.dark") : t("nav.light")} onClick={choose}>
      <Icon aria-hidden="true" className="size-5" />
    </IconButton>
  );
}
