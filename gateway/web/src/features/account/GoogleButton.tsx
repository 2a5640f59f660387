/** "Continue with Google", where the academy is registered there. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { signInMethodsQuery } from "@/api/queries";
import { Button } from "@/ui/Button";

import { visitGoogle } from "./google";

interface Props {
  /** Where to go once signed in. */
  next: string | null;
  onRefused: (error: unknown) => void;
}

export function GoogleButton({ next, onRefused }: Props) {
  const { t } = useTranslation();
  const methods = useQuery(signInMethodsQuery);
  const visit = useMutation({
    mutationFn: () => visitGoogle("sign-in", next),
    onError: onRefused,
  });
  if (!methods.data?.google) return null;
  return (
    <div className="grid gap-5">
      <p className="flex items-center gap-4 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("waysIn.or")}
      </p>
      <Button
        look="secondary"
        size="large"
        wide
        busy={visit.isPending || visit.isSuccess}
        onClick={() => visit.mutate()}
      >
        <GoogleMark />
        {t("waysIn.google")}
      </Button>
    </div>
  );
}

/** Google's own letter, which its rules for buttons ask for. */
export function GoogleMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 48 48" className="size-5">
      <path
        fill="#4285F4"
        d="M45.1 24.5c0-1.6-.1-3.2-.4-4.7H24v8.9h11.8c-.5 2.7-2 5-4.4 6.6v5.5h7.1c4.1-3.8 6.6-9.4 6.6-16.3z"
      />
      <path
        fill="#34A853"
        d="M24 46c5.9 0 10.9-2 14.5-5.3l-7.1-5.5c-2 1.3-4.5 2.1-7.4 2.1-5.7 0-10.5-3.8-12.2-9H4.5v5.7C8.1 41.1 15.5 46 24 46z"
      />
      <path
        fill="#FBBC05"
        d="M11.8 28.3c-.4-1.3-.7-2.8-.7-4.3s.3-2.9.7-4.3V14H4.5A22 22 0 0 0 2 24c0 3.6.9 6.9 2.5 9.9z"
      />
      <path
        fill="#EA4335"
        d="M24 10.7c3.2 0 6.1 1.1 8.4 3.3l6.3-6.3C34.9 4.2 29.9 2 24 2 15.5 2 8.1 6.9 4.5 14l7.3 5.7c1.7-5.2 6.5-9 12.2-9z"
      />
    </svg>
  );
}
