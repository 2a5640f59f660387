/** What the form of a course's details holds, and how it travels. */
import type { CourseDraft, Level } from "@/api/types";
import { majorUnits, toMoney } from "@/i18n/formats";

export interface DetailsValues {
  title: string;
  category: string;
  summary: string;
  description: string;
  level: Level;
  language: string;
  price: string;
  currency: string;
  tags: string[];
}

export const NEW_COURSE: DetailsValues = {
  title: "",
  category: "",
  summary: "",
  description: "",
  level: "beginner",
  language: "en",
  price: "",
  currency: "EUR",
  tags: [],
};

export function detailsOf(draft: CourseDraft): DetailsValues {
  const { title, category, summary, description, level, language, price } = draft;
  return {
    title,
    category,
    summary,
    description,
    level,
    language,
    price: String(majorUnits(price)),
    currency: price.currency,
    tags: (draft.tags ?? []).map(({ name }) => name),
  };
}

/** The body of the request: an empty price is a free course. */
export function requestOf({ price, currency, ...values }: DetailsValues) {
  return { ...values, title: values.title.trim(), price: toMoney(Number(price || 0), currency) };
}

/** Whether the server can take it: what is half typed waits. */
export const isComplete = ({ title, category, price }: DetailsValues): boolean =>
  title.trim() !== "" && category !== "" && Number(price || 0) >= 0;
