/** What the account forms check before asking the server; the limits are those of the contract. */
import type { TFunction } from "i18next";

const PASSWORD_MIN = 10;
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

export const nameRules = (t: TFunction) => ({
  required: t("form.required"),
  maxLength: { value: 200, message: t("form.tooLong", { count: 200 }) },
  validate: (value: string) => value.trim() !== "" || t("form.required"),
});

export const emailRules = (t: TFunction) => ({
  required: t("form.required"),
  pattern: { value: EMAIL, message: t("form.email") },
});

export const passwordRules = (t: TFunction) => ({
  required: t("form.required"),
  minLength: { value: PASSWORD_MIN, message: t("form.tooShort", { count: PASSWORD_MIN }) },
  maxLength: { value: 200, message: t("form.tooLong", { count: 200 }) },
});
