/** Details of a course that were written in two places. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { categoriesQuery } from "@/api/queries";
import { useFormats } from "@/i18n/useFormats";

import { Conflict } from "./autosave/Conflict";
import type { DetailsValues } from "./details";

interface Props {
  mine: DetailsValues;
  theirs: DetailsValues;
  onDecide: (values: DetailsValues) => void;
}

export function DetailsConflict(props: Props) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { data: categories } = useQuery(categoriesQuery);
  const shelf = (slug: string) => categories?.find((one) => one.slug === slug)?.name ?? slug;
  return (
    <Conflict
      {...props}
      text="description"
      labels={{
        title: t("details.title"),
        summary: t("details.summary"),
        category: t("details.category"),
        level: t("catalogue.level"),
        language: t("catalogue.language"),
        price: t("details.price"),
        currency: t("details.currency"),
        tags: t("tags.title"),
      }}
      words={{ category: shelf, level: (level) => t(`level.${level}`), language }}
    />
  );
}
