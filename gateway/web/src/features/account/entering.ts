/** The moment of being signed in, and where it leads. */
import { session } from "@/api/session";
import type { Session, User } from "@/api/types";
import { forgetReturn } from "@/app/return-to";

export const homeOf = (user: User): string => (user.role === "student" ? "/learn" : "/teach");

/** Nobody is led to the same page again the next time. */
export function enter(opened: Session): void {
  forgetReturn();
  session.begin(opened);
}
