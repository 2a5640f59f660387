/** Two texts of the same thing: what differs, and the choice between them. */
import { diffLines } from "diff";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";

import { changesOf } from "./merge";

interface Props<Values, Text extends keyof Values & string> {
  mine: Values;
  theirs: Values;
  /** The field that is long enough for its lines to be compared. */
  text: Text;
  /** What every other field is called: whatever differs is shown. */
  labels: Record<Exclude<keyof Values & string, Text>, string>;
  /** How a value reads that is no text, or nothing where it says nothing. */
  words?: { [Name in keyof Values]?: (value: Values[Name]) => string | false | null };
  onDecide: (values: Values) => void;
}

const BOTH = "\n\n---\n\n";
const NOTHING = "—";

export function Conflict<Values extends object, Text extends keyof Values & string>(
  props: Props<Values, Text>,
) {
  const { mine, theirs, text, labels, words, onDecide } = props;
  const { t } = useTranslation();
  const names = Object.keys(labels) as Exclude<keyof Values & string, Text>[];
  const changed = changesOf(theirs, mine);
  const differing = names.filter((name) => name in changed);
  const shown = <Name extends keyof Values>(name: Name, value: Values[Name]): string => {
    const said = words?.[name];
    if (said) return said(value) || NOTHING;
    if (typeof value === "boolean") return t(value ? "writing.yes" : "writing.no");
    return (Array.isArray(value) ? value.join(", ") : String(value ?? "")) || NOTHING;
  };
  const [own, other] = [String(mine[text]), String(theirs[text])];
  const both = { ...mine, [text]: `${other.trimEnd()}${BOTH}${own.trimStart()}` };
  return (
    <section
      role="alertdialog"
      aria-labelledby="conflict"
      aria-describedby="conflict-lead"
      className="grid gap-4 rounded-3xl border-2 border-danger bg-surface p-5"
    >
      <div className="grid gap-1">
        <h2 id="conflict" className="text-xl">
          {t("writing.conflictTitle")}
        </h2>
        <p id="conflict-lead" className="text-muted">
          {t("writing.conflictLead")}
        </p>
      </div>
      {differing.length > 0 && (
        <dl className="grid gap-2">
          {differing.map((name) => (
            <div key={name}>
              <dt className="font-semibold">{labels[name]}</dt>
              <dd className="break-words text-muted">
                <ins className="bg-brand-soft px-1 text-brand-ink no-underline">
                  {t("writing.mine")}: <bdi>{shown(name, mine[name])}</bdi>
                </ins>{" "}
                <del className="bg-danger-soft px-1 text-danger no-underline">
                  {t("writing.theirs")}: <bdi>{shown(name, theirs[name])}</bdi>
                </del>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {own !== other && <Difference mine={own} theirs={other} />}
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => onDecide(mine)}>{t("writing.keepMine")}</Button>
        <Button look="secondary" onClick={() => onDecide(theirs)}>
          {t("writing.takeTheirs")}
        </Button>
        {own !== other && (
          <Button look="secondary" onClick={() => onDecide(both)}>
            {t("writing.keepBoth")}
          </Button>
        )}
      </div>
    </section>
  );
}

function Difference({ mine, theirs }: { mine: string; theirs: string }) {
  const { t } = useTranslation();
  return (
    <figure className="grid gap-2">
      <figcaption className="text-sm text-muted">{t("writing.difference")}</figcaption>
      <pre
        dir="auto"
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-xl border border-line p-3 font-mono text-sm whitespace-pre-wrap"
      >
        {diffLines(theirs, mine).map(({ value, added, removed }, index) => {
          const Part = added ? "ins" : removed ? "del" : "span";
          return (
            <Part
              key={index}
              className={classes(
                "block no-underline",
                added && "bg-brand-soft text-brand-ink",
                removed && "bg-danger-soft text-danger",
              )}
            >
              {value}
            </Part>
          );
        })}
      </pre>
    </figure>
  );
}
