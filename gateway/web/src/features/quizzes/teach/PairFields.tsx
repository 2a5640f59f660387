/** Texts that belong together, and others that only distract. */
import { useTranslation } from "react-i18next";

import { TextField } from "@/ui/Field";

import { newPair, newPart, removeAt, replaceAt } from "./content";
import { type FieldsProps, Group, RemoveButton } from "./TypeFields";

export function PairFields({ content, change, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  const { pairs, distractors } = content;
  const put = (at: number, side: "left" | "right", text: string) => {
    const pair = pairs[at];
    if (pair) change({ pairs: replaceAt(pairs, at, { ...pair, [side]: text }) });
  };
  return (
    <>
      <Group
        title={t("quiz.edit.pairs")}
        error={errorAt("pairs")}
        add={{ label: t("quiz.edit.addPair"), act: () => change({ pairs: [...pairs, newPair()] }) }}
      >
        {pairs.map((pair, index) => (
          <div key={index} className="flex items-start gap-2 rounded-2xl bg-sunken p-3">
            <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2">
              {(["left", "right"] as const).map((side) => (
                <TextField
                  key={side}
                  label={t(`quiz.edit.${side}`, { number: index + 1 })}
                  dir="auto"
                  maxLength={2000}
                  value={pair[side]}
                  error={side === "left" ? errorAt(`pairs/${index}`) : undefined}
                  onChange={(event) => put(index, side, event.target.value)}
                />
              ))}
            </div>
            <RemoveButton
              label={t("quiz.edit.removePair", { number: index + 1 })}
              act={() => change({ pairs: removeAt(pairs, index) })}
            />
          </div>
        ))}
      </Group>
      <Group
        title={t("quiz.edit.distractors")}
        hint={t("quiz.edit.distractorsHint")}
        add={{
          label: t("quiz.edit.addDistractor"),
          act: () => change({ distractors: [...distractors, newPart()] }),
        }}
      >
        {distractors.map((part, index) => (
          <div key={index} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                label={t("quiz.edit.distractor", { number: index + 1 })}
                dir="auto"
                maxLength={2000}
                value={part.text}
                error={errorAt(`distractors/${index}/text`)}
                onChange={(event) =>
                  change({
                    distractors: replaceAt(distractors, index, {
                      ...part,
                      text: event.target.value,
                    }),
                  })
                }
              />
            </div>
            <RemoveButton
              label={t("quiz.edit.removeDistractor", { number: index + 1 })}
              act={() => change({ distractors: removeAt(distractors, index) })}
            />
          </div>
        ))}
      </Group>
    </>
  );
}
