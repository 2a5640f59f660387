/** The search of every page: a box in the bar, on a phone a sheet of the whole screen. */
import { Search } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { IconButton } from "@/ui/Button";

import { SearchBox } from "./SearchBox";
import { resultsOf } from "./useSuggestions";

const SearchSheet = lazy(async () => ({ default: (await import("./SearchSheet")).SearchSheet }));

export function HeaderSearch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const search = (words: string) => {
    setText("");
    void navigate(resultsOf(words));
  };
  return (
    <>
      <form
        role="search"
        aria-label={t("search.everywhere")}
        onSubmit={(event) => event.preventDefault()}
        className="ms-4 hidden max-w-sm flex-1 lg:block"
      >
        <SearchBox look="bar" value={text} onChange={setText} onSearch={search} />
      </form>
      <div className="lg:hidden">
        <IconButton
          label={t("catalogue.search")}
          aria-expanded={open}
          onClick={() => {
            setWanted(true);
            setOpen(true);
          }}
        >
          <Search aria-hidden="true" className="size-5.5" />
        </IconButton>
        {wanted && (
          <Suspense>
            <SearchSheet open={open} onOpenChange={setOpen} onSearch={search} />
          </Suspense>
        )}
      </div>
    </>
  );
}
