/** What to offer under a search box, and the keys that move through it. */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useNavigate } from "react-router";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { Suggestion } from "@/api/types";
import { useSettled } from "@/ui/useSettled";

import { recentSearches, rememberSearch } from "./recent";

/** Suggestions are wanted sooner than results. */
const PAUSE = 120;

export type Offer =
  | { kind: "recent"; label: string; to: string }
  | { kind: Suggestion["kind"]; label: string; to: string };

/** Only what was asked for last is shown: older answers have another key and are dropped. */
const suggestionsQuery = (text: string) =>
  queryOptions({
    queryKey: keys.suggestions(text),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/suggestions", { params: { query: { text } }, signal })),
    enabled: text !== "",
    staleTime: 60_000,
    placeholderData: text ? keepPreviousData : undefined,
    retry: false,
  });

export const resultsOf = (search: string): string =>
  search ? `/courses?search=${encodeURIComponent(search)}` : "/courses";

function addressOf({ kind, target }: Suggestion): string {
  switch (kind) {
    case "course":
      return `/courses/${target}`;
    case "category":
      return `/courses?category=${target}`;
    case "tag":
      return `/courses?tag=${encodeURIComponent(target)}`;
    default:
      return `/teachers/${target}`;
  }
}

function useOffers(text: string, open: boolean) {
  const asked = useSettled(text.trim().slice(0, 100), PAUSE);
  const query = useQuery({ ...suggestionsQuery(asked), enabled: open && asked !== "" });
  if (text.trim() === "") {
    const recent = open ? recentSearches() : [];
    const offers: Offer[] = recent.map((label) => ({
      kind: "recent",
      label,
      to: resultsOf(label),
    }));
    return { offers, corrected: undefined, asked: "" };
  }
  const items = query.data?.items ?? [];
  const offers: Offer[] = items.map((item) => ({
    kind: item.kind,
    label: item.label,
    to: addressOf(item),
  }));
  return { offers, corrected: query.data?.corrected ?? undefined, asked };
}

interface Box {
  text: string;
  onSearch: (text: string) => void;
  onLeave?: () => void;
}

/** The state of one search box: open, what is chosen by keys, and what happens on Enter. */
export function useSearchBox({ text, onSearch, onLeave }: Box) {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const { offers, corrected, asked } = useOffers(text, open);
  const active = open && chosen < offers.length ? chosen : -1;

  const close = () => {
    setOpen(false);
    setChosen(-1);
  };
  const submit = () => {
    rememberSearch(text);
    close();
    onSearch(text.trim());
    onLeave?.();
  };
  const take = (offer: Offer) => {
    rememberSearch(offer.kind === "recent" ? offer.label : text);
    close();
    onLeave?.();
    void navigate(offer.to);
  };
  const move = (step: number) => {
    setOpen(true);
    const places = offers.length + 1;
    setChosen(((active + 1 + step + places) % places) - 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const offer = offers[active];
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && offer) take(offer);
    else if (event.key === "Enter") submit();
    else if (event.key === "Escape" && open && offers.length > 0) close();
    else return;
    event.preventDefault();
    if (event.key === "Escape") event.stopPropagation();
  };
  const typed = () => {
    setOpen(true);
    setChosen(-1);
  };
  return { open, active, offers, corrected, asked, setOpen, close, submit, take, onKeyDown, typed };
}
