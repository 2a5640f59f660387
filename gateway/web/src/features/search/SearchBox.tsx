/** Words to search the catalogue for, with suggestions while typing (an ARIA combobox). */
import { Search, X } from "lucide-react";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

import { OfferList, optionId } from "./OfferList";
import { forgetSearches } from "./recent";
import { useSearchBox } from "./useSuggestions";

interface Props {
  value: string;
  onChange: (text: string) => void;
  onSearch: (text: string) => void;
  /** Called when something was chosen, for a sheet that closes then. */
  onLeave?: () => void;
  /** In a bar: lower. In a sheet: the list stands below in the page's flow. */
  look?: "page" | "bar" | "sheet";
  autoFocus?: boolean;
  className?: string;
}

export function SearchBox({
  value,
  onChange,
  onSearch,
  onLeave,
  look = "page",
  autoFocus = false,
  className,
}: Props) {
  const { t } = useTranslation();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useSearchBox({ text: value, onSearch, onLeave });
  const shown = box.open && box.offers.length > 0;
  const clear = () => {
    onChange("");
    input.current?.focus();
  };
  return (
    <div className={classes("relative", className)}>
      <Search
        aria-hidden="true"
        className={classes(
          "pointer-events-none absolute start-4 size-5 text-muted",
          look === "bar" ? "top-3" : "top-4",
        )}
      />
      <input
        ref={input}
        type="search"
        name="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={box.active >= 0 ? optionId(list, box.active) : undefined}
        maxLength={200}
        autoComplete="off"
        autoFocus={autoFocus}
        enterKeyHint="search"
        aria-label={t("catalogue.search")}
        placeholder={t("catalogue.searchHint")}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          box.typed();
        }}
        onFocus={() => box.setOpen(true)}
        onClick={() => box.setOpen(true)}
        onBlur={look === "sheet" ? undefined : box.close}
        onKeyDown={box.onKeyDown}
        className={classes(
          "control ps-12 pe-12",
          look === "bar" ? "min-h-11" : "min-h-13 rounded-2xl text-lg",
        )}
      />
      {value && (
        <button
          type="button"
          aria-label={t("catalogue.clearSearch")}
          onMouseDown={(event) => event.preventDefault()}
          onClick={clear}
          className={classes(
            "absolute end-2 grid size-10 place-items-center rounded-xl text-muted hover:text-ink",
            look === "bar" ? "top-0.5" : "top-1.5",
          )}
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      )}
      <p className="sr-only" role="status">
        {shown && t("search.count", { count: box.offers.length })}
      </p>
      <div
        hidden={!shown}
        className={classes(
          look === "sheet"
            ? "mt-2"
            : "absolute inset-x-0 top-full z-40 mt-2 overflow-hidden rounded-2xl border border-line bg-surface text-start text-ink shadow-lift",
        )}
      >
        {box.corrected && (
          <p className="px-5 pt-3 text-sm text-muted">
            {t("search.correctedTo")} <b dir="auto">{box.corrected}</b>
          </p>
        )}
        <OfferList
          id={list}
          offers={box.offers}
          active={box.active}
          typed={box.corrected ?? box.asked}
          take={box.take}
        />
        {shown && box.offers[0]?.kind === "recent" && (
          <button
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              forgetSearches();
              box.close();
            }}
            className="w-full border-t border-line px-5 py-3 text-start text-sm font-semibold text-muted hover:text-ink"
          >
            {t("search.forget")}
          </button>
        )}
      </div>
    </div>
  );
}
