/** Who one is to others, and how the academy talks to one. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { profileQuery } from "@/api/queries";
import { SettingsPage } from "@/features/settings/SettingsPage";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { AboutCard } from "./AboutCard";
import { NotificationsCard } from "./NotificationsCard";
import { PictureCard } from "./PictureCard";
import { PlaceCard } from "./PlaceCard";
import { TeachingCard } from "./TeachingCard";

export function ProfilePage() {
  const { t } = useTranslation();
  const { data: profile, error, refetch } = useQuery(profileQuery);
  const teaches = profile?.role === "teacher" || profile?.role === "admin";
  return (
    <SettingsPage title={t("profile.title")} lead={t("profile.lead")}>
      {!profile && !error && (
        <Loading className="grid gap-6">
          <Skeleton className="h-44 rounded-3xl" />
          <Skeleton className="h-80 rounded-3xl" />
          <Skeleton className="h-56 rounded-3xl" />
        </Loading>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {profile && (
        <>
          <PictureCard profile={profile} />
          <AboutCard profile={profile} />
          <PlaceCard profile={profile} />
          {teaches && <TeachingCard />}
          <NotificationsCard />
        </>
      )}
    </SettingsPage>
  );
}
