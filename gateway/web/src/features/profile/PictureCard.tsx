/** One's picture: chosen from the device, shown as the server has cut it, removable. */
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Profile } from "@/api/types";
import { SettingsCard } from "@/features/settings/SettingsPage";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";

import { usePicture } from "./useProfile";

export function PictureCard({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { send, remove, busy } = usePicture();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <SettingsCard title={t("profile.picture")} description={t("profile.pictureHint")}>
      <div className="flex flex-wrap items-center gap-5">
        <Avatar name={profile.name} url={profile.picture_url} className="size-24 text-3xl" />
        <div className="flex flex-wrap gap-3">
          <input
            ref={chooser}
            type="file"
            hidden
            accept="image/jpeg,image/png,image/webp"
            aria-label={t("profile.choosePicture")}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) send.mutate(file);
              target.value = "";
            }}
          />
          <Button look="secondary" busy={busy} onClick={() => chooser.current?.click()}>
            {t("profile.choosePicture")}
          </Button>
          {profile.picture_url && (
            <Button look="quiet" disabled={busy} onClick={() => remove.mutate()}>
              {t("profile.removePicture")}
            </Button>
          )}
        </div>
      </div>
    </SettingsCard>
  );
}
