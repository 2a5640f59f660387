/** Narrowing the catalogue by shelf, level and language, and its order. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { categoriesQuery } from "@/api/queries";
import type { CourseFilter } from "@/api/types";
import { COURSE_LANGUAGES } from "@/i18n/course-languages";
import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";
import { Select } from "@/ui/Field";
import { Skeleton } from "@/ui/States";

import { LEVELS, ORDERS, type useCatalogueFilter } from "./useCatalogueFilter";

type Choose = ReturnType<typeof useCatalogueFilter>["choose"];

export function CategoryChips({ chosen, choose }: { chosen?: string; choose: Choose }) {
  const { t } = useTranslation();
  const { data, isPending } = useQuery(categoriesQuery);
  const chips = [{ slug: "", name: t("catalogue.allCategories") }, ...(data ?? [])];
  if (isPending) return <Skeleton className="h-11 w-full max-w-2xl rounded-full" />;
  return (
    <div
      role="group"
      aria-label={t("catalogue.category")}
      className="-mx-5 flex gap-2 overflow-x-auto px-5 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {chips.map(({ slug, name }) => (
        <button
          key={slug}
          type="button"
          aria-pressed={(chosen ?? "") === slug}
          onClick={() => choose("category", slug)}
          className={classes(
            "min-h-11 shrink-0 rounded-full border px-4.5 font-semibold transition-colors",
            (chosen ?? "") === slug
              ? "border-brand bg-brand text-on-brand"
              : "border-line bg-surface hover:border-brand",
          )}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

export function FilterSelects({ filter, choose }: { filter: CourseFilter; choose: Choose }) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const look = "min-h-13 rounded-2xl lg:w-44";
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <Select
        aria-label={t("catalogue.level")}
        value={filter.level ?? ""}
        onChange={(event) => choose("level", event.target.value)}
        className={look}
      >
        <option value="">{t("catalogue.anyLevel")}</option>
        {LEVELS.map((level) => (
          <option key={level} value={level}>
            {t(`level.${level}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("catalogue.language")}
        value={filter.language ?? ""}
        onChange={(event) => choose("language", event.target.value)}
        className={look}
      >
        <option value="">{t("catalogue.anyLanguage")}</option>
        {COURSE_LANGUAGES.map((code) => (
          <option key={code} value={code}>
            {language(code)}
          </option>
        ))}
      </Select>
      <span className="col-span-2 sm:col-span-1">
        <Select
          aria-label={t("catalogue.order")}
          value={filter.order ?? "relevance"}
          onChange={(event) =>
            choose("order", event.target.value === "relevance" ? undefined : event.target.value)
          }
          className={look}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`order.${order}`)}
            </option>
          ))}
        </Select>
      </span>
    </div>
  );
}
