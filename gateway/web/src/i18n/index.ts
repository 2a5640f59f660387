/** English is part of the first load; every other language comes when it is chosen. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { en } from "./en";

export const LANGUAGES = { en: "English", ar: "العربية" } as const;
export type LanguageCode = keyof typeof LANGUAGES;

const STORED = "academy.language";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

function isLanguage(code: string | null): code is LanguageCode {
  return code !== null && code in LANGUAGES;
}

function preferred(): LanguageCode {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    // Storage can be forbidden; the browser's language decides then.
  }
  if (isLanguage(stored)) return stored;
  const browser = navigator.language.slice(0, 2);
  return isLanguage(browser) ? browser : "en";
}

async function load(language: LanguageCode): Promise<void> {
  if (language === "en" || i18next.hasResourceBundle(language, "translation")) return;
  const { ar } = await import("./ar");
  i18next.addResourceBundle(language, "translation", ar);
}

function markDocument(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  i18next.on("languageChanged", markDocument);
  const language = preferred();
  await load(language);
  await i18next.changeLanguage(language);
}

export async function chooseLanguage(language: LanguageCode): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // The choice holds for this visit.
  }
}
