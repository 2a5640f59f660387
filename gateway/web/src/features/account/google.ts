/** Visits to Google: where they begin, and what they were for when they come back. */
import { api, unwrap } from "@/api/client";
import { forgetReturn, rememberReturn, safePath } from "@/app/return-to";
import { COOKIE_TRANSPORT } from "@/app/useSession";

const PURPOSE = "academy.google-visit";
const BACK = "academy.google-back";

export type Purpose = "sign-in" | "link" | "step-up";

const begin = {
  "sign-in": () => api.POST("/v1/sessions/google/visits", { headers: COOKIE_TRANSPORT }),
  link: () => api.POST("/v1/me/google/visits"),
  "step-up": () => api.POST("/v1/sessions/step-up/google/visits"),
};

/** Leaves the page for Google; the answer comes back to `/signin/google`, and then to `back`. */
export async function visitGoogle(purpose: Purpose, back: string | null): Promise<void> {
  const visit = await unwrap(begin[purpose]());
  sessionStorage.setItem(PURPOSE, purpose);
  sessionStorage.setItem(BACK, back ?? "");
  // Who signs in may do so another way in the end, for example after a new password.
  if (purpose === "sign-in" && back) rememberReturn(back);
  if (purpose === "sign-in" && !back) forgetReturn();
  window.location.assign(visit.authorization_url);
}

export function purposeOfVisit(): Purpose {
  const kept = sessionStorage.getItem(PURPOSE);
  return kept === "link" || kept === "step-up" ? kept : "sign-in";
}

/** Where the visitor wanted to go, or was. */
export function placeOfVisit(): string | null {
  return safePath(sessionStorage.getItem(BACK));
}
