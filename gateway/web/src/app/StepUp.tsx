/** Opens the question for a fresh proof whenever a request waits for one. */
import { lazy, Suspense, useSyncExternalStore } from "react";

import { stepUp } from "@/api/step-up";

const StepUpDialog = lazy(async () => ({
  default: (await import("@/features/security/StepUpDialog")).StepUpDialog,
}));

export function StepUp() {
  const wanted = useSyncExternalStore(stepUp.subscribe, stepUp.snapshot);
  return wanted ? (
    <Suspense>
      <StepUpDialog />
    </Suspense>
  ) : null;
}
