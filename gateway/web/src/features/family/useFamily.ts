/** Answers to what guardians and learners are asked. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { complain } from "@/ui/Toasts";

const at = (id: string) => ({ params: { path: { guardianship_id: id } } });

/** Whatever was answered, the page shows how things stand now. */
function useAnswer(act: (id: string) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: keys.family }),
  });
}

export const useAcceptance = () =>
  useAnswer((id) => unwrap(api.POST("/v1/family/{guardianship_id}/acceptance", at(id))));

export const useRefusal = () =>
  useAnswer((id) => unwrap(api.POST("/v1/family/{guardianship_id}/refusal", at(id))));

export const useEnd = () =>
  useAnswer((id) => unwrap(api.DELETE("/v1/family/{guardianship_id}", at(id))));

export const useConsent = (version: string) =>
  useAnswer((id) =>
    unwrap(
      api.POST("/v1/family/{guardianship_id}/consent", {
        ...at(id),
        body: { text_version: version },
      }),
    ),
  );

/** What guardians agree to, in the language of the page. */
export function useConsentText(enabled: boolean) {
  const language = useTranslation().i18n.language;
  return useQuery({
    queryKey: keys.consentText(language),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/consent-text", { params: { query: { language } }, signal })),
    enabled,
  });
}
