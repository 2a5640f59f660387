/** Asks for one proof of who somebody is: a code, a passkey, a recovery code, the password, Google. */
import { KeyRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { isDismissed, passkeysWork, usePasskeyOf as answerWithPasskey } from "@/api/passkeys";
import type { PasskeyAssertion, PasskeyOffer, Proof } from "@/api/types";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { useProblemForm } from "@/ui/useProblemForm";

import { GoogleProof } from "./GoogleProof";

/** What the person shows; the names are those of the API. */
export interface Given {
  password?: string;
  code?: string;
  recovery_code?: string;
  assertion?: PasskeyAssertion;
}

interface Props {
  methods: Proof[];
  offer: PasskeyOffer | null;
  action: string;
  /** Leaves for Google, where that is a way; rejects when it cannot. */
  onGoogle?: () => Promise<void>;
  /** Resolves when the proof was accepted; rejects with the refusal. */
  onGiven: (given: Given) => Promise<unknown>;
  children?: ReactNode;
}

const EASE: Proof[] = ["passkey", "totp", "password", "google", "recovery_code"];

/** What can be shown on this device, the easiest first. */
export function usableMethods(methods: readonly Proof[], offer: PasskeyOffer | null): Proof[] {
  const usable = methods.filter((method) => method !== "passkey" || (offer && passkeysWork()));
  return EASE.filter((method) => usable.includes(method));
}

export function ProofForm({ methods, offer, action, onGoogle, onGiven, children }: Props) {
  const { t } = useTranslation();
  const usable = usableMethods(methods, offer);
  const [chosen, setChosen] = useState<Proof | undefined>(usable[0]);
  if (!chosen) return <Notice tone="warning">{t("security.noProofHere")}</Notice>;
  const others = usable.filter((method) => method !== chosen);
  return (
    <div className="grid gap-5">
      {chosen === "passkey" && offer ? (
        <PasskeyProof offer={offer} onGiven={onGiven}>
          {children}
        </PasskeyProof>
      ) : chosen === "google" && onGoogle ? (
        <GoogleProof onGoogle={onGoogle} />
      ) : (
        <TypedProof key={chosen} method={chosen} action={action} onGiven={onGiven}>
          {children}
        </TypedProof>
      )}
      {others.length > 0 && (
        <ul aria-label={t("security.otherWays")} className="grid gap-1 border-t border-line pt-4">
          {others.map((method) => (
            <li key={method}>
              <button
                type="button"
                onClick={() => setChosen(method)}
                className="min-h-11 font-semibold text-brand-ink underline underline-offset-2"
              >
                {t(`security.use.${method}`)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type PartProps = Pick<Props, "onGiven" | "children">;

function PasskeyProof({ offer, onGiven, children }: PartProps & { offer: PasskeyOffer }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [dismissed, setDismissed] = useState(false);
  const form = useProblemForm({});
  const answer = async () => {
    setBusy(true);
    setDismissed(false);
    form.clearProblem();
    try {
      await onGiven({ assertion: await answerWithPasskey(offer) });
    } catch (error) {
      if (isDismissed(error)) setDismissed(true);
      else form.showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-5">
      <p className="text-muted">{t("security.passkeyPrompt")}</p>
      {children}
      {dismissed && <Notice tone="warning">{t("security.passkeyDismissed")}</Notice>}
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <Button autoFocus size="large" wide busy={busy} onClick={() => void answer()}>
        <KeyRound aria-hidden="true" className="size-5" />
        {t("security.usePasskey")}
      </Button>
    </div>
  );
}

interface TypedProps extends PartProps {
  method: Proof;
  action: string;
}

function TypedProof({ method, action, onGiven, children }: TypedProps) {
  const { t } = useTranslation();
  const form = useProblemForm({ password: "", code: "", recovery_code: "" }, "onSubmit");
  const field = method === "totp" ? "code" : method === "password" ? "password" : "recovery_code";
  const submit = form.handleSubmit(async (values) => {
    form.clearProblem();
    const value = values[field];
    await onGiven({ [field]: field === "password" ? value : value.trim() }).catch((error) => {
      form.resetField(field, { defaultValue: field === "password" ? "" : value });
      form.showProblem(error);
    });
  });
  const input = {
    error: form.errorOf(field),
    autoFocus: true,
    ...form.register(field, {
      required: t("form.required"),
      ...(field === "code" && {
        pattern: { value: /^\s*(\d\s*){6}$/, message: t("security.sixDigits") },
      }),
      ...(field === "recovery_code" && {
        minLength: { value: 16, message: t("security.sixteenLetters") },
      }),
    }),
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      {field === "password" && (
        <PasswordField
          label={t("account.password")}
          autoComplete="current-password"
          maxLength={200}
          {...input}
        />
      )}
      {field === "code" && (
        <TextField
          label={t("security.code")}
          hint={t("security.codeHint")}
          dir="ltr"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          {...input}
        />
      )}
      {field === "recovery_code" && (
        <TextField
          label={t("security.recoveryCode")}
          hint={t("security.recoveryCodeHint")}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          {...input}
        />
      )}
      {children}
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <Button type="submit" size="large" wide busy={form.formState.isSubmitting}>
        {action}
      </Button>
    </form>
  );
}
