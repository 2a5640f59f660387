/** Visits to Google: where they begin, and what they were for when they come back. */
import { api, unwrap } from "@/api/client";
import { COOKIE_TRANSPORT } from "@/app/useSession";

const PURPOSE = "academy.google-visit";

type Purpose = "sign-in" | "link";

/** Leaves the page for Google; the answer comes back to `/signin/google`. */
export async function visitGoogle(purpose: Purpose): Promise<void> {
  const visit = await unwrap(
    purpose === "link"
      ? api.POST("/v1/me/google/visits")
      : api.POST("/v1/sessions/google/visits", { headers: COOKIE_TRANSPORT }),
  );
  sessionStorage.setItem(PURPOSE, purpose);
  window.location.assign(visit.authorization_url);
}

export function purposeOfVisit(): Purpose {
  return sessionStorage.getItem(PURPOSE) === "link" ? "link" : "sign-in";
}
