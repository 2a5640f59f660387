/** Every signed-in device, and how to sign one or all others out. */
import { useQuery } from "@tanstack/react-query";
import { Eye, Laptop, Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { devicesQuery } from "@/api/queries";
import type { Device } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { toast } from "@/ui/Toasts";

import { Card } from "./Card";
import { deviceOf, isHandheld } from "./device-name";
import { useChange } from "./useChange";

export function DevicesCard() {
  const { t } = useTranslation();
  const { data, isPending, error, refetch } = useQuery(devicesQuery);
  const [asking, setAsking] = useState(false);
  const endOthers = useChange({
    run: () => unwrap(api.POST("/v1/me/sessions/end-others")),
    onDone: () => toast(t("security.othersEnded")),
  });
  const devices = data?.items ?? [];
  return (
    <Card
      title={t("security.devices")}
      action={
        devices.length > 1 && (
          <Button look="danger" busy={endOthers.isPending} onClick={() => setAsking(true)}>
            {t("security.endOthers")}
          </Button>
        )
      }
    >
      <p>{t("security.devicesLead")}</p>
      {isPending && (
        <Loading>
          <Skeleton className="h-16" />
        </Loading>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {devices.length > 0 && (
        <ul className="grid divide-y divide-line">
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("security.endOthersTitle")}
        consequence={t("security.endOthersConsequence")}
        action={t("security.endOthers")}
        onConfirm={() => endOthers.mutate()}
      />
    </Card>
  );
}

/** What a row says of its session: somebody's device, or a view that staff have of the account. */
function useWords({ user_agent, created_at, impersonated }: Device) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  if (impersonated) {
    return {
      name: t("security.view"),
      since: t("security.viewHint", { date: moment(created_at) }),
      end: t("security.endView"),
      ended: t("security.viewEnded"),
      Icon: Eye,
    };
  }
  const name = deviceOf(user_agent, t);
  return {
    name,
    since: t("security.signedInAt", { date: moment(created_at) }),
    end: t("security.endOne", { name }),
    ended: t("security.ended", { name }),
    Icon: isHandheld(user_agent) ? Smartphone : Laptop,
  };
}

function DeviceRow({ device }: { device: Device }) {
  const { t } = useTranslation();
  const { name, since, end: action, ended, Icon } = useWords(device);
  const end = useChange({
    run: () =>
      unwrap(
        api.DELETE("/v1/me/sessions/{session_id}", {
          params: { path: { session_id: device.id } },
        }),
      ),
    onDone: () => toast(ended),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-semibold text-ink">
          {name}
          {device.impersonated && <Badge tone="accent">{t("security.viewBadge")}</Badge>}
          {device.current && <Badge tone="brand">{t("security.thisDevice")}</Badge>}
        </p>
        {!device.impersonated && <LastActive device={device} />}
        <p className="text-sm">{since}</p>
      </div>
      {!device.current && (
        <Button
          look="secondary"
          size="small"
          busy={end.isPending}
          aria-label={action}
          onClick={() => end.mutate()}
        >
          {device.impersonated ? action : t("nav.signOut")}
        </Button>
      )}
    </li>
  );
}

function LastActive({ device: { last_used_at, address } }: { device: Device }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <p className="text-sm">
      {t("security.lastActive", { date: moment(last_used_at) })}
      {address && (
        <>
          {" · "}
          <bdi>{address}</bdi>
        </>
      )}
    </p>
  );
}
