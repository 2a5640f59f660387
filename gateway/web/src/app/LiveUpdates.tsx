/** Keeps pages true while the server announces facts about the signed-in person. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/api/keys";
import { listen, type LiveEvent } from "@/api/live";
import { session } from "@/api/session";
import { toast } from "@/ui/Toasts";

import { useUser } from "./useSession";

type Reaction = (client: QueryClient, event: LiveEvent, t: TFunction) => void;

const refresh = (client: QueryClient, queryKey: readonly string[]) =>
  void client.invalidateQueries({ queryKey });

const REACTIONS: Record<string, Reaction> = {
  "accounts.user.role_changed.v1": () => void session.reload(),
  "payments.order.paid.v1": (client) => refresh(client, keys.orders),
  "courses.enrollment.created.v1": (client) => {
    refresh(client, ["access"]);
    refresh(client, keys.enrollments);
  },
  "courses.certificate.issued.v1": (client, event, t) => {
    refresh(client, keys.certificates);
    toast(t("certificates.issuedToast", { title: String(event.data.course_title) }));
  },
  "courses.certificate.revoked.v1": (client) => refresh(client, keys.certificates),
  "courses.course.published.v1": (client, event, t) => {
    refresh(client, keys.taught);
    refresh(client, keys.catalogue);
    if (event.data.first !== false) {
      toast(t("teach.publishedToast", { title: String(event.data.title) }));
    }
  },
  "courses.course.approved.v1": (client, event, t) => {
    refresh(client, keys.taught);
    toast(t("publication.approvedToast", { title: String(event.data.title) }));
  },
  "courses.course.archived.v1": (client) => {
    refresh(client, keys.taught);
    refresh(client, keys.catalogue);
  },
  "courses.course.rejected.v1": (client, event, t) => {
    refresh(client, keys.taught);
    toast(t("teach.rejectedToast", { title: String(event.data.title) }));
  },
};

/** Only pages of teachers have something to move, so what moves it comes with the first news. */
REACTIONS["courses.video.progressed.v1"] = (client, event) =>
  void import("@/features/authoring/preparing").then(({ showPreparation }) =>
    showPreparation(client, event),
  );

export function LiveUpdates() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const user = useUser();
  const listening = user !== null && user.role !== "admin";
  useEffect(() => {
    if (!listening) return undefined;
    return listen((event) => REACTIONS[event.type]?.(client, event, t));
  }, [client, listening, t]);
  return null;
}
