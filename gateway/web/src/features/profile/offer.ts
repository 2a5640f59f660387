/** What the form of a teacher's offer holds, and how it travels. */
import type { TeacherProfile } from "@/api/types";
import { majorUnits, toMoney } from "@/i18n/formats";

export interface TeachingValues {
  headline: string;
  subjects: string;
  languages: string[];
  rates: { amount: string; currency: string }[];
}

export const CURRENCIES = ["EUR", "USD", "GBP", "INR", "AED", "SAR", "JPY"];

export function valuesOf({ headline, subjects, languages, rates }: TeacherProfile): TeachingValues {
  return {
    headline,
    subjects: subjects.join(", "),
    languages,
    rates: rates.map((rate) => ({
      amount: String(majorUnits(rate)),
      currency: rate.currency,
    })),
  };
}

/** Subjects are separated by commas, also by those of Arabic; a rate without an amount is none. */
export function offerOf({ headline, subjects, languages, rates }: TeachingValues) {
  return {
    headline: headline.trim(),
    subjects: subjects
      .split(/[,،]/)
      .map((word) => word.trim())
      .filter(Boolean),
    languages,
    rates: rates
      .filter(({ amount }) => amount !== "")
      .map(({ amount, currency }) => toMoney(Number(amount), currency)),
  };
}
