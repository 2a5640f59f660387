/** Choosing a package, by the keyboard, a pointer or by dropping it. */
import { PackageOpen } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";

import { PACKAGE_ENDINGS } from "./package-file";

interface Props {
  chosen: File | null;
  error: string | undefined;
  choose: (file: File) => void;
}

export function PackageField({ chosen, error, choose }: Props) {
  const { t } = useTranslation();
  const { size } = useFormats();
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => file && choose(file);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className="grid gap-1.5">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classes(
          "grid cursor-pointer justify-items-center gap-1.5 rounded-2xl border-2 border-dashed p-7 text-center",
          "transition-colors hover:border-brand has-focus-visible:outline-3 has-focus-visible:outline-accent",
          over ? "border-brand bg-brand-soft" : "border-line-strong",
        )}
      >
        <PackageOpen aria-hidden="true" className="size-8 text-brand" />
        <span className="font-semibold">
          {chosen ? t("exchange.otherPackage") : t("exchange.choosePackage")}
        </span>
        <span className="text-sm text-muted">{t("exchange.packageHint")}</span>
        {chosen && (
          <span className="mt-2 font-medium break-all">
            <bdi>{chosen.name}</bdi> · {size(chosen.size)}
          </span>
        )}
        <input
          id={id}
          type="file"
          accept={PACKAGE_ENDINGS}
          aria-invalid={Boolean(error)}
          aria-describedby={error ? `${id}-error` : undefined}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </label>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
