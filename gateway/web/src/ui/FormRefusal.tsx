/** What the server said about a whole form, above its button. */
import { useTranslation } from "react-i18next";

import type { Problem } from "@/api/problems";

import { Notice } from "./Notice";

export function FormRefusal({ refusal, rest }: { refusal: Problem | null; rest: string[] }) {
  const { t } = useTranslation();
  if (!refusal || rest.length === 0) return null;
  const title = refusal.code === "network" ? t("error.offlineTitle") : refusal.title;
  return (
    <Notice tone="danger" title={rest.includes(title) ? undefined : title}>
      {rest.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Notice>
  );
}
