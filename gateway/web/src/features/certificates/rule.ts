/** A certificate rule as its form holds it: numbers are what somebody typed. */
import type { CertificateRule } from "@/api/types";

export interface RuleValues {
  offered: boolean;
  lessons_percent: string;
  quiz_condition: NonNullable<CertificateRule["quiz_condition"]>;
  quiz_percent: string;
  classes: string;
  sign_off: boolean;
  validity_months: string;
}

export function valuesOf(rule: CertificateRule): RuleValues {
  return {
    offered: rule.offered ?? false,
    lessons_percent: `${rule.lessons_percent ?? 100}`,
    quiz_condition: rule.quiz_condition ?? "none",
    quiz_percent: `${rule.quiz_percent ?? 80}`,
    classes: `${rule.classes ?? 0}`,
    sign_off: rule.sign_off ?? false,
    validity_months: rule.validity_months ? `${rule.validity_months}` : "",
  };
}

/** An empty number is the least one; the server judges the others. */
export function readRule(values: RuleValues): CertificateRule {
  const number = (text: string) => Number(text.trim() || "0");
  return {
    ...values,
    lessons_percent: number(values.lessons_percent),
    quiz_percent: number(values.quiz_percent),
    classes: number(values.classes),
    validity_months: values.validity_months.trim() ? number(values.validity_months) : null,
  };
}
