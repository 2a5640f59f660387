/** Back from paying: waits for the money and turns into the course by itself. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheckBig, Clock3, TimerOff } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { accessQuery } from "@/api/queries";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState } from "@/ui/States";
import { Spinner } from "@/ui/Spinner";
import { useTitle } from "@/ui/useTitle";

import type { Unlocking } from "./unlocking";
import { useUnlocking } from "./useUnlocking";

/** Long enough to read the good news before the course opens. */
const READING_TIME = 1_400;
const GONE = [403, 404, 422];

export function ReturnPage() {
  const { t } = useTranslation();
  useTitle(t("checkout.title"));
  const orderId = useSearchParams()[0].get("order");
  if (!orderId) return <Unknown />;
  return <Returned orderId={orderId} />;
}

function Returned({ orderId }: { orderId: string }) {
  const { state, problem, ask } = useUnlocking(orderId);
  if (problem && !state.order) {
    if (GONE.includes(problem.status)) return <Unknown />;
    return <ErrorState page error={problem} retry={() => void ask()} />;
  }
  if (state.phase === "unlocked") return <Unlocked state={state} />;
  if (state.phase === "expired") return <Expired state={state} />;
  return <Waiting state={state} ask={() => void ask()} />;
}

interface PanelProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

function Panel({ icon, title, children }: PanelProps) {
  return (
    <section className="page-narrow py-20 text-center">
      <div className="mx-auto mb-6 grid size-20 place-items-center rounded-full bg-brand-soft text-brand-ink">
        {icon}
      </div>
      <div role="status">
        <h1 className="text-3xl sm:text-4xl">{title}</h1>
      </div>
      <div className="mt-4 grid justify-items-center gap-6 text-lg text-muted">{children}</div>
    </section>
  );
}

function Waiting({ state, ask }: { state: Unlocking; ask: () => void }) {
  const { t } = useTranslation();
  const course = state.order?.course_title ?? "";
  if (state.phase === "late") {
    return (
      <Panel
        icon={<Clock3 aria-hidden="true" className="size-9" />}
        title={t("checkout.lateTitle")}
      >
        <p>{t("checkout.late")}</p>
        <p className="text-base">{t("checkout.lateSafe")}</p>
        <div className="flex flex-wrap justify-center gap-3">
          <Button look="secondary" onClick={ask}>
            {t("checkout.checkNow")}
          </Button>
          <ButtonLink look="quiet" to="/account/payments">
            {t("nav.payments")}
          </ButtonLink>
        </div>
      </Panel>
    );
  }
  const paid = state.phase === "unlocking";
  return (
    <Panel
      icon={<Spinner className="size-9" />}
      title={paid ? t("checkout.unlocking") : t("checkout.confirming")}
    >
      <p>{paid ? t("checkout.unlockingHint", { course }) : t("checkout.confirmingHint")}</p>
    </Panel>
  );
}

function Unlocked({ state }: { state: Unlocking }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const courseId = state.order?.course_id ?? "";
  const known = state.lessonId;
  const { data } = useQuery({ ...accessQuery(courseId), enabled: !known && courseId !== "" });
  const lessonId = known ?? data?.lesson_id;
  const course = lessonId ? `/learn/${courseId}/${lessonId}` : "/learn";
  const ready = Boolean(lessonId) || (data !== undefined && data.state !== "none");
  useEffect(() => {
    if (!ready) return undefined;
    const timer = setTimeout(() => void navigate(course, { replace: true }), READING_TIME);
    return () => clearTimeout(timer);
  }, [course, navigate, ready]);
  return (
    <Panel
      icon={<CircleCheckBig aria-hidden="true" className="size-10 animate-rise" />}
      title={t("checkout.unlockedTitle")}
    >
      <p>{t("checkout.unlocked", { course: state.order?.course_title ?? "" })}</p>
      <ButtonLink to={course} replace size="large">
        {t("checkout.start")}
      </ButtonLink>
    </Panel>
  );
}

function Expired({ state }: { state: Unlocking }) {
  const { t } = useTranslation();
  return (
    <Panel
      icon={<TimerOff aria-hidden="true" className="size-9" />}
      title={t("checkout.expiredTitle")}
    >
      <p>{t("checkout.expired")}</p>
      <ButtonLink to={`/courses/${state.order?.course_slug ?? ""}`} size="large">
        {t("checkout.tryAgain")}
      </ButtonLink>
    </Panel>
  );
}

function Unknown() {
  const { t } = useTranslation();
  return (
    <div className="page py-10">
      <EmptyState
        page
        title={t("checkout.unknownTitle")}
        action={<ButtonLink to="/account/payments">{t("nav.payments")}</ButtonLink>}
      >
        {t("checkout.unknown")}
      </EmptyState>
    </div>
  );
}
