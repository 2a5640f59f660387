/** Large figures side by side, each above what it counts. */
import { classes } from "./classes";

interface Props {
  /** Names and what they come to, ready to be read. */
  values: readonly (readonly [name: string, value: string])[];
  className?: string;
}

export function Totals({ values, className }: Props) {
  return (
    <dl className={classes("grid grid-cols-2 gap-3", className)}>
      {values.map(([name, value]) => (
        <div key={name} className="flex flex-col rounded-2xl border border-line bg-surface p-4">
          <dt className="order-2 text-sm text-muted">{name}</dt>
          <dd className="font-display text-3xl font-bold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
