/** Every query key, so that what is invalidated is what was asked. */
import type { CourseFilter } from "./types";

export const keys = {
  categories: ["categories"],
  catalogue: ["courses"],
  courses: (filter: CourseFilter) => ["courses", "list", filter],
  course: (slug: string) => ["courses", "one", slug],
  access: (courseId: string) => ["access", courseId],
  enrollments: ["enrollments"],
  studyPlan: (courseId: string) => ["study-plan", courseId],
  lesson: (lessonId: string) => ["lesson", lessonId],
  orders: ["orders"],
  order: (orderId: string) => ["orders", "one", orderId],
  taught: ["taught"],
  draft: (courseId: string) => ["taught", "one", courseId],
  secondFactors: ["second-factors"],
  devices: ["devices"],
  lessonDraft: (lessonId: string) => ["taught", "lesson", lessonId],
  exports: ["exports"],
  signInMethods: ["sign-in-methods"],
  signInSettings: ["sign-in-settings"],
} as const;
