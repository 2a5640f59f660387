/** Changing one's profile; what the server answers is what every page shows from then on. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { refusalOf } from "@/api/problems";
import { session } from "@/api/session";
import type { Profile } from "@/api/types";
import { complain, toast } from "@/ui/Toasts";

type Change = Partial<Pick<Profile, "name" | "bio" | "time_zone" | "locale">>;

function useKeep() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return async (profile: Profile) => {
    await showAnswer(client, keys.profile, profile);
    toast(t("profile.saved"));
  };
}

export function useProfileChange(onError: (error: unknown) => void) {
  const keep = useKeep();
  return useMutation({
    mutationFn: (change: Change) => unwrap(api.PATCH("/v1/me/profile", { body: change })),
    onSuccess: async (profile, change) => {
      await keep(profile);
      if (change.name !== undefined) void session.reload();
    },
    onError,
  });
}

/** The picture goes as it is; the server cuts it and leaves out what the camera wrote. */
async function sendPicture(file: File): Promise<Profile> {
  const send = (token: string | null) =>
    fetch("/v1/me/picture", {
      method: "PUT",
      body: file,
      headers: { "Content-Type": file.type, ...(token && { Authorization: `Bearer ${token}` }) },
    });
  const token = await session.token();
  let response = await send(token);
  if (response.status === 401 && token) response = await send(await session.renew(token));
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw refusalOf(response.status, answer as object);
  return answer as Profile;
}

export function usePicture() {
  const keep = useKeep();
  const send = useMutation({ mutationFn: sendPicture, onSuccess: keep, onError: complain });
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE("/v1/me/picture")),
    onSuccess: keep,
    onError: complain,
  });
  return { send, remove, busy: send.isPending || remove.isPending };
}
