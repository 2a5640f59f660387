/** What a search box offers: earlier searches, courses, shelves, tags and teachers. */
import { BookOpen, Clock, Hash, Library, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

import { highlight } from "./highlight";
import type { Offer } from "./useSuggestions";

const ICONS = {
  recent: Clock,
  course: BookOpen,
  category: Library,
  tag: Hash,
  teacher: UserRound,
};

interface Props {
  id: string;
  offers: Offer[];
  active: number;
  typed: string;
  take: (offer: Offer) => void;
}

export const optionId = (list: string, index: number): string => `${list}-${index}`;

export function OfferList({ id, offers, active, typed, take }: Props) {
  const { t } = useTranslation();
  return (
    <ul id={id} role="listbox" aria-label={t("search.offers")} className="grid gap-0.5 p-2">
      {offers.map((offer, index) => {
        const Icon = ICONS[offer.kind];
        return (
          <li
            key={`${offer.kind} ${offer.to}`}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            // The box keeps the focus, so that its list stays open until the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(offer)}
            className={classes(
              "flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-3 py-2 hover:bg-sunken",
              index === active && "bg-brand-soft text-brand-ink",
            )}
          >
            <Icon aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {highlight(offer.label, typed).map((part, at) =>
                part.typed ? (
                  <mark key={at} className="bg-transparent font-bold text-inherit">
                    {part.text}
                  </mark>
                ) : (
                  part.text
                ),
              )}
            </span>
            <span className="shrink-0 text-sm text-muted">{t(`search.kind.${offer.kind}`)}</span>
          </li>
        );
      })}
    </ul>
  );
}
