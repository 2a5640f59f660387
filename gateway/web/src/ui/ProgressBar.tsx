/** How far something is, between 0 and `max`. */
import { Progress } from "radix-ui";

interface Props {
  value: number;
  max: number;
  label: string;
}

export function ProgressBar({ value, max, label }: Props) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <Progress.Root
      value={Math.min(value, max || 1)}
      max={max || 1}
      aria-label={label}
      className="h-2 w-full overflow-hidden rounded-full bg-line"
    >
      <Progress.Indicator
        className="h-full rounded-full bg-brand transition-[inline-size] duration-500 ease-calm"
        style={{ inlineSize: `${share * 100}%` }}
      />
    </Progress.Root>
  );
}
