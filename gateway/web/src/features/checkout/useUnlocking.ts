/** Asks, listens and polls until the course of an order is open. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useState } from "react";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { listen } from "@/api/live";
import { asProblem, type Problem } from "@/api/problems";
import type { Order } from "@/api/types";

import {
  type Fact,
  isOpen,
  LATE_AFTER,
  learn,
  POLL_EVERY,
  POLL_LATE_EVERY,
  START,
} from "./unlocking";

/** Asks the payment provider through the server; its answer is the order as it stands now. */
const verify = (orderId: string) =>
  unwrap(
    api.POST("/v1/orders/{order_id}/verification", { params: { path: { order_id: orderId } } }),
  );

const readAccess = (courseId: string) =>
  unwrap(api.GET("/v1/access/{course_id}", { params: { path: { course_id: courseId } } }));

const readOrder = (orderId: string) =>
  unwrap(api.GET("/v1/orders/{order_id}", { params: { path: { order_id: orderId } } }));

/** While the provider cannot be asked, the order as last known still says which course it is. */
async function standing(orderId: string): Promise<Order> {
  try {
    return await verify(orderId);
  } catch (error) {
    if (asProblem(error).passing) return readOrder(orderId);
    throw error;
  }
}

function useVerification(orderId: string, tell: (fact: Fact) => void) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = useCallback(async () => {
    try {
      tell({ kind: "order", order: await standing(orderId) });
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }, [orderId, tell]);
  return { problem, ask };
}

function useAnnouncements(
  orderId: string,
  courseId: string | undefined,
  tell: (fact: Fact) => void,
) {
  useEffect(
    () =>
      listen(({ type, data }) => {
        if (type === "payments.order.paid.v1" && data.order_id === orderId) tell({ kind: "paid" });
        if (type === "courses.enrollment.created.v1" && data.course_id === courseId) {
          tell({ kind: "enrolled" });
        }
      }),
    [orderId, courseId, tell],
  );
}

export function useUnlocking(orderId: string) {
  const client = useQueryClient();
  const [state, tell] = useReducer(learn, START);
  const { problem, ask } = useVerification(orderId, tell);
  const courseId = state.order?.course_id;
  const open = isOpen(state);
  const late = state.phase === "late";

  useAnnouncements(orderId, courseId, tell);

  useEffect(() => void ask(), [ask]);

  useEffect(() => {
    if (!open) return undefined;
    const timer = setTimeout(() => tell({ kind: "late" }), LATE_AFTER);
    return () => clearTimeout(timer);
  }, [open]);

  useEffect(() => {
    if (!open || !courseId) return undefined;
    const poll = async () => {
      const access = await readAccess(courseId).catch(() => null);
      if (access) tell({ kind: "access", access });
    };
    const timer = setInterval(() => void poll(), late ? POLL_LATE_EVERY : POLL_EVERY);
    void poll();
    return () => clearInterval(timer);
  }, [open, courseId, late]);

  useEffect(() => {
    if (!open) return undefined;
    const timer = setInterval(() => void ask(), late ? POLL_LATE_EVERY * 2 : POLL_LATE_EVERY);
    return () => clearInterval(timer);
  }, [open, late, ask]);

  useEffect(() => {
    if (state.phase !== "unlocked" || !courseId) return;
    void client.invalidateQueries({ queryKey: keys.access(courseId) });
    void client.invalidateQueries({ queryKey: keys.enrollments });
    void client.invalidateQueries({ queryKey: keys.orders });
  }, [client, courseId, state.phase]);

  return { state, problem, ask };
}
