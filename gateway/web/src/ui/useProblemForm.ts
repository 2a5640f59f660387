/** A form whose refusals stand at the fields they are about. */
import { useState } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { asProblem, type Problem, placeErrors } from "@/api/problems";

/**
 * A field is judged when it is left. Where the first field has the focus by itself, judge at the end:
 * a message that appears while somebody presses another button would move it away.
 */
export function useProblemForm<Values extends FieldValues>(
  defaults: DefaultValues<Values>,
  judged: "onTouched" | "onSubmit" = "onTouched",
) {
  const { t } = useTranslation();
  const form = useForm<Values>({ defaultValues: defaults, mode: judged });
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [rest, setRest] = useState<string[]>([]);
  const known = Object.keys(defaults) as Path<Values>[];

  const showProblem = (error: unknown): void => {
    const problem = asProblem(error);
    const placed = placeErrors(problem, known);
    for (const name of known) {
      const message = placed.fields[name];
      if (message) form.setError(name, { type: "server", message }, { shouldFocus: true });
    }
    setRefusal(problem);
    setRest(problem.code === "network" ? [t("error.offline")] : placed.rest);
  };
  const clearProblem = (): void => {
    setRefusal(null);
    setRest([]);
  };
  const errorOf = (name: Path<Values>): string | undefined => {
    const message = form.getFieldState(name, form.formState).error?.message;
    return message || undefined;
  };
  return { ...form, refusal, rest, showProblem, clearProblem, errorOf };
}
