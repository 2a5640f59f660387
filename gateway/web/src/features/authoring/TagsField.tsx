/** Tags as chips: typed, chosen from those of others, and taken away again. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { classes } from "@/ui/classes";
import { Field } from "@/ui/Field";
import { useSettled } from "@/ui/useSettled";

import { addTag, MOST_TAGS } from "./tags";

const LONGEST = 40;

function useTagOffers(text: string, tags: string[]) {
  const asked = useSettled(text.trim());
  const { data } = useQuery({
    queryKey: keys.tagSuggestions(asked),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/teaching/tags", { params: { query: { text: asked } }, signal })),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  if (text.trim() === "") return [];
  return (data?.items ?? []).map(({ label }) => label).filter((label) => !tags.includes(label));
}

interface Props {
  tags: string[];
  onChange: (tags: string[]) => void;
  error?: string;
}

export function TagsField({ tags, onChange, error }: Props) {
  const { t } = useTranslation();
  const list = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(-1);
  const offers = useTagOffers(text, tags);
  const active = chosen < offers.length ? chosen : -1;
  const full = tags.length >= MOST_TAGS;
  const add = (tag: string) => {
    onChange(addTag(tags, tag));
    setText("");
    setChosen(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" || event.key === ",") && text.trim()) add(offers[active] ?? text);
    else if (event.key === "Backspace" && text === "" && tags.length > 0)
      onChange(tags.slice(0, -1));
    else if (event.key === "ArrowDown" && offers.length > 0)
      setChosen((active + 1) % offers.length);
    else if (event.key === "ArrowUp" && offers.length > 0)
      setChosen((Math.max(active, 0) - 1 + offers.length) % offers.length);
    else if (event.key === "Escape" && text) setText("");
    else return;
    event.preventDefault();
  };
  return (
    <Field label={t("tags.title")} hint={full ? t("tags.most") : t("tags.hint")} error={error}>
      {(wiring) => (
        <div className="relative grid gap-2">
          {tags.length > 0 && (
            <ul className="flex flex-wrap gap-2">
              {tags.map((tag) => (
                <li
                  key={tag}
                  className="inline-flex items-center gap-1 rounded-full bg-brand-soft ps-3.5 text-sm font-semibold text-brand-ink"
                >
                  <bdi>{tag}</bdi>
                  <button
                    type="button"
                    aria-label={t("tags.drop", { name: tag })}
                    onClick={() => onChange(tags.filter((one) => one !== tag))}
                    className="grid size-9 place-items-center rounded-full hover:text-ink disabled:opacity-40"
                  >
                    <X aria-hidden="true" className="size-4" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <input
            {...wiring}
            dir="auto"
            role="combobox"
            aria-expanded={offers.length > 0}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
            autoComplete="off"
            maxLength={LONGEST}
            readOnly={full}
            placeholder={t("tags.add")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => text.trim() && add(text)}
            className="control"
          />
          <ul
            id={list}
            role="listbox"
            aria-label={t("tags.offers")}
            hidden={offers.length === 0}
            className="absolute inset-x-0 top-full z-20 mt-1 rounded-xl border border-line bg-surface p-1.5 shadow-lift"
          >
            {offers.map((offer, index) => (
              <li
                key={offer}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => add(offer)}
                className={classes(
                  "min-h-10 cursor-pointer rounded-lg px-3 py-2 hover:bg-sunken",
                  index === active && "bg-brand-soft",
                )}
              >
                <bdi>{offer}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Field>
  );
}
