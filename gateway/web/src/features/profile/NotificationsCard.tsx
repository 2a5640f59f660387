/** What one is told by mail; receipts and what concerns safety always come. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { NotificationSetting } from "@/api/types";
import { SettingsCard } from "@/features/settings/SettingsPage";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { complain } from "@/ui/Toasts";

/** Who changes their mind quickly means the last of their choices. */
const ONE_AFTER_THE_OTHER = { id: "notifications" };

export function NotificationsCard() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const settings = useQuery({
    queryKey: keys.notifications,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/me/notifications", { signal })),
  });
  const change = useMutation({
    mutationKey: keys.notifications,
    scope: ONE_AFTER_THE_OTHER,
    mutationFn: ({ kind, channel, enabled }: NotificationSetting) =>
      unwrap(api.PATCH("/v1/me/notifications", { body: { kind, channel, enabled } })),
    onMutate: (chosen) => client.setQueryData(keys.notifications, withChoice(chosen)),
    onError: complain,
    onSettled: () => {
      const last = client.isMutating({ mutationKey: keys.notifications }) === 1;
      if (last) void client.invalidateQueries({ queryKey: keys.notifications });
    },
  });
  return (
    <SettingsCard title={t("profile.notifications")} description={t("profile.notificationsHint")}>
      {settings.isPending && (
        <Loading className="grid gap-3">
          <Skeleton className="h-12" />
          <Skeleton className="h-12" />
        </Loading>
      )}
      {settings.error && (
        <ErrorState error={settings.error} retry={() => void settings.refetch()} />
      )}
      <ul className="divide-y divide-line">
        {settings.data?.map((setting) => (
          <Row
            key={setting.kind + setting.channel}
            setting={setting}
            onChange={(enabled) => change.mutate({ ...setting, enabled })}
          />
        ))}
      </ul>
    </SettingsCard>
  );
}

/** The switch moves at once; a refusal moves it back. */
const withChoice =
  (chosen: NotificationSetting) =>
  (all: NotificationSetting[] = []): NotificationSetting[] =>
    all.map((one) => (one.kind === chosen.kind && one.channel === chosen.channel ? chosen : one));

interface RowProps {
  setting: NotificationSetting;
  onChange: (enabled: boolean) => void;
}

function Row({ setting: { kind, channel, enabled, fixed }, onChange }: RowProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <li className="flex items-center gap-4 py-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block font-semibold">
          {t(`profile.kind.${kind}`)}{" "}
          <span className="font-normal text-muted">{t(`profile.channel.${channel}`)}</span>
        </label>
        <p id={`${id}-hint`} className="text-sm text-muted">
          {t(`profile.kindHint.${kind}`)} {fixed && t("profile.alwaysSent")}
        </p>
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-describedby={`${id}-hint`}
        checked={enabled || fixed}
        disabled={fixed}
        onChange={({ target }) => onChange(target.checked)}
        className="size-6 shrink-0 accent-[var(--brand)]"
      />
    </li>
  );
}
