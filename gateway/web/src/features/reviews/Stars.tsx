/** Stars to look at and stars to give. */
import { Star } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";

export const STARS = [1, 2, 3, 4, 5] as const;

/** Five stars, of which a part is filled; said in words beside or instead. */
export function StarRow({ value, className = "size-4" }: { value: number; className?: string }) {
  return (
    <span aria-hidden="true" className="relative inline-flex shrink-0">
      <span className="inline-flex text-line-strong">
        {STARS.map((star) => (
          <Star key={star} className={className} fill="currentColor" strokeWidth={0} />
        ))}
      </span>
      <span
        className="absolute inset-y-0 start-0 inline-flex overflow-hidden text-accent"
        style={{ inlineSize: `${(Math.min(5, Math.max(0, value)) / 5) * 100}%` }}
      >
        {STARS.map((star) => (
          <Star
            key={star}
            className={classes(className, "shrink-0")}
            fill="currentColor"
            strokeWidth={0}
          />
        ))}
      </span>
    </span>
  );
}

interface RatingProps {
  rating?: number | null;
  count?: number;
}

/** The average and how many gave it; nothing before the first review. */
export function Rating({ rating, count = 0 }: RatingProps) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  if (!rating || count === 0) return null;
  const shown = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(rating);
  return (
    <p className="inline-flex flex-wrap items-center gap-x-2 text-sm">
      <span className="sr-only">{t("reviews.ratedWith", { rating: shown, count })}</span>
      <span aria-hidden="true" className="font-bold">
        {shown}
      </span>
      <StarRow value={rating} />
      <span aria-hidden="true" className="text-muted">
        ({new Intl.NumberFormat(locale).format(count)})
      </span>
    </p>
  );
}

interface FieldProps {
  value: number;
  onChange: (stars: number) => void;
  error?: string;
}

/** One to five, as radio buttons: arrow keys and screen readers know them. */
export function StarsField({ value, onChange, error }: FieldProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-1 text-[0.9375rem] font-semibold">{t("reviews.stars")}</legend>
      <div className="flex gap-1">
        {STARS.map((star) => (
          <label
            key={star}
            className="cursor-pointer rounded-xl p-1 has-focus-visible:outline-3 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={star}
              checked={value === star}
              onChange={() => onChange(star)}
              className="sr-only"
            />
            <Star
              aria-hidden="true"
              strokeWidth={1.5}
              className={classes(
                "size-9",
                star <= value ? "fill-accent text-accent-ink" : "fill-transparent text-muted",
              )}
            />
            <span className="sr-only">{t("reviews.starCount", { count: star })}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${name}-error`} role="alert" className="mt-1 text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
