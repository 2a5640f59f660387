/** Words to search the catalogue for. */
import { Search, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

interface Props {
  value: string;
  onChange: (text: string) => void;
  className?: string;
}

export function SearchBox({ value, onChange, className }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes("relative", className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-4 my-auto size-5 text-muted"
      />
      <input
        type="search"
        name="search"
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
        aria-label={t("catalogue.search")}
        placeholder={t("catalogue.searchHint")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="control min-h-13 rounded-2xl ps-12 pe-12 text-lg"
      />
      {value && (
        <button
          type="button"
          aria-label={t("catalogue.clearSearch")}
          onClick={() => onChange("")}
          className="absolute inset-y-0 end-2 my-auto grid size-10 place-items-center rounded-xl text-muted hover:text-ink"
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      )}
    </div>
  );
}
