/** Everything that is kept about somebody, collected from every service into one file. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { isProblem } from "@/api/problems";
import type { DataExport } from "@/api/types";
import { SettingsCard } from "@/features/settings/SettingsPage";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { saveAs } from "@/ui/save-as";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { complain } from "@/ui/Toasts";

import { Parts } from "./Parts";

const LOOK_AGAIN = 1_500;

const tell = (error: unknown) => {
  if (!isProblem(error, "step_up_required")) complain(error);
};

/** Asks again while something is being collected. */
function useExports() {
  return useQuery({
    queryKey: keys.exports,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/me/exports", { signal })),
    refetchInterval: (query) =>
      query.state.data?.some((one) => one.state === "collecting") ? LOOK_AGAIN : false,
  });
}

export function ExportCard() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const exports = useExports();
  const request = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/me/exports")),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.exports }),
    onError: tell,
  });
  const newest = exports.data?.[0];
  return (
    <SettingsCard title={t("privacy.exportTitle")} description={t("privacy.exportLead")}>
      {exports.isPending && (
        <Loading>
          <Skeleton className="h-16" />
        </Loading>
      )}
      {exports.error && <ErrorState error={exports.error} retry={() => void exports.refetch()} />}
      {newest && <Newest shown={newest} />}
      {newest?.state !== "collecting" && (
        <div>
          <Button look="secondary" busy={request.isPending} onClick={() => request.mutate()}>
            {t("privacy.collect")}
          </Button>
        </div>
      )}
    </SettingsCard>
  );
}

function Newest({ shown }: { shown: DataExport }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const download = useMutation({ mutationFn: () => save(shown.id), onError: tell });
  if (shown.state === "collecting") {
    return (
      <div role="status" className="grid gap-3">
        <p>{t("privacy.collecting")}</p>
        <Parts parts={shown.parts} />
      </div>
    );
  }
  if (shown.state === "expired" || !shown.expires_at) return <p>{t("privacy.expired")}</p>;
  return (
    <div className="flex flex-wrap items-center gap-4">
      <Button busy={download.isPending} onClick={() => download.mutate()}>
        {t("privacy.download")}
      </Button>
      <p className="text-muted">{t("privacy.until", { date: date(shown.expires_at) })}</p>
    </div>
  );
}

/** The file is asked for with the session, so no address of it can be passed on. */
async function save(exportId: string): Promise<void> {
  const file = await unwrap(
    api.GET("/v1/me/exports/{export_id}/file", {
      params: { path: { export_id: exportId } },
      parseAs: "blob",
    }),
  );
  saveAs(file as unknown as Blob, "academy-data.zip");
}
