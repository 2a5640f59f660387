/** What a visitor can do with a course: buy it, enroll, go on studying, or edit it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "react-router";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { isProblem } from "@/api/problems";
import { accessQuery } from "@/api/queries";
import type { Course } from "@/api/types";
import { withReturn } from "@/app/return-to";
import { useSession } from "@/app/useSession";

export type CourseAction =
  | { kind: "checking" }
  | { kind: "register"; to: string; signInTo: string }
  | { kind: "buy" | "enroll"; start: () => void; busy: boolean; error: unknown }
  | { kind: "continue"; to: string }
  | { kind: "edit"; to: string };

/** The payment page is somebody else's site; nothing but a web address may be opened. */
function openPaymentPage(address: string): void {
  const { protocol } = new URL(address, window.location.href);
  if (protocol === "https:" || protocol === "http:") window.location.assign(address);
}

function useEnroll(course: Course) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => unwrap(api.POST("/v1/enrollments", { body: { course_id: course.id } })),
    onSuccess: async (access) => {
      await showAnswer(client, keys.access(course.id), access);
      void client.invalidateQueries({ queryKey: keys.enrollments });
      void navigate(access.lesson_id ? `/learn/${course.id}/${access.lesson_id}` : "/learn");
    },
  });
}

function useBuy(course: Course) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => unwrap(api.POST("/v1/orders", { body: { course_id: course.id } })),
    onSuccess: (order) => {
      if (order.checkout_url) openPaymentPage(order.checkout_url);
      else void navigate(`/checkout/return?order=${order.id}`);
    },
    onError: (error) => {
      if (isProblem(error, "payments.course_already_bought")) {
        void client.invalidateQueries({ queryKey: keys.access(course.id) });
      }
    },
  });
}

export function useCourseAction(course: Course): { owned: boolean; action: CourseAction } {
  const { status } = useSession();
  const { pathname } = useLocation();
  const access = useQuery({ ...accessQuery(course.id), enabled: status === "signed-in" });
  const enroll = useEnroll(course);
  const buy = useBuy(course);
  const state = access.data?.state;
  const firstLesson = course.outline.flatMap((module) => module.lessons)[0]?.id;
  const lesson = access.data?.lesson_id ?? firstLesson;

  if (status === "anonymous") {
    const [to, signInTo] = [withReturn("/register", pathname), withReturn("/signin", pathname)];
    return { owned: false, action: { kind: "register", to, signInTo } };
  }
  if (status === "restoring" || access.isPending)
    return { owned: false, action: { kind: "checking" } };
  if (state === "teaches") {
    return { owned: true, action: { kind: "edit", to: `/teach/courses/${course.id}` } };
  }
  if (state === "enrolled") {
    return { owned: true, action: { kind: "continue", to: `/learn/${course.id}/${lesson ?? ""}` } };
  }
  const free = course.price.amount === 0;
  const { mutate, isPending, isSuccess, error } = free ? enroll : buy;
  const busy = isPending || isSuccess;
  const start = () => mutate();
  return { owned: false, action: { kind: free ? "enroll" : "buy", start, busy, error } };
}
