/** The filters of a phone: a sheet with the number of results on its button. */
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";

import { FacetCount, FacetPanel, useFacets } from "./Filters";
import type { useCatalogueFilter } from "./useCatalogueFilter";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  filter: ReturnType<typeof useCatalogueFilter>;
}

export function FilterSheet({ open, onOpenChange, filter }: Props) {
  const { t } = useTranslation();
  const { data } = useFacets(filter.filter);
  return (
    <Dialog drawer open={open} onOpenChange={onOpenChange} title={t("facet.filters")}>
      <FacetPanel filter={filter} />
      <div className="sticky -bottom-5 -mx-5 mt-6 flex gap-3 border-t border-line bg-surface px-5 py-4">
        <Button look="quiet" onClick={filter.clear}>
          {t("facet.clear")}
        </Button>
        <Button className="flex-1" onClick={() => onOpenChange(false)}>
          {t("facet.show")}
          {data && (
            <span>
              (<FacetCount value={data.total} />)
            </span>
          )}
        </Button>
      </div>
    </Dialog>
  );
}
