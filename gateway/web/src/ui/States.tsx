/** The designed states of a page that has no content to show: empty, broken, loading. */
import { RotateCw, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problems";

import { Button } from "./Button";
import { classes } from "./classes";
import { Rosette } from "./Rosette";

interface EmptyProps {
  title: string;
  /** Whether this is all that the page shows, so that its title is the page's. */
  page?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, page = false, children, action }: EmptyProps) {
  const Title = page ? "h1" : "h2";
  return (
    <section className="mx-auto grid max-w-lg justify-items-center gap-3 px-4 py-16 text-center">
      <Rosette className="mb-3 size-20 text-brand opacity-80" />
      <Title className="text-2xl">{title}</Title>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div>}
    </section>
  );
}

interface ErrorProps {
  error: unknown;
  retry?: () => void;
  page?: boolean;
}

/** What happened, in words, and a way to try again. */
export function ErrorState({ error, retry, page = false }: ErrorProps) {
  const { t } = useTranslation();
  const Title = page ? "h1" : "h2";
  const problem = asProblem(error);
  const offline = problem.code === "network";
  return (
    <section
      role="alert"
      className="mx-auto grid max-w-lg justify-items-center gap-3 px-4 py-16 text-center"
    >
      {offline && <WifiOff aria-hidden="true" className="size-10 text-muted" />}
      <Title className="text-2xl">
        {offline ? t("error.offlineTitle") : problem.title || t("error.title")}
      </Title>
      <p className="text-muted">
        {offline ? t("error.offline") : problem.detail || t("error.detail")}
      </p>
      {problem.correlationId && problem.status >= 500 && (
        <p className="text-sm text-muted">
          {t("error.reference")} <code className="font-mono">{problem.correlationId}</code>
        </p>
      )}
      {retry && (
        <Button look="secondary" className="mt-3" onClick={retry}>
          <RotateCw aria-hidden="true" className="size-4" />
          {t("action.retry")}
        </Button>
      )}
    </section>
  );
}

export function Skeleton({ className }: { className: string }) {
  return (
    <div
      aria-hidden="true"
      className={classes("rounded-lg bg-line animate-pulse-soft", className)}
    />
  );
}

/** Wraps skeletons, so that a screen reader hears one word instead of many shapes. */
export function Loading({ children, className }: { children?: ReactNode; className?: string }) {
  const { t } = useTranslation();
  return (
    <div role="status" className={className}>
      <span className="sr-only">{t("state.loading")}</span>
      {children}
    </div>
  );
}
