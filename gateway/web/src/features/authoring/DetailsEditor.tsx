/** The details of a course as its teacher edits them: what is written is never lost. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { CourseDraft } from "@/api/types";
import { useUser } from "@/app/useSession";
import { Button } from "@/ui/Button";
import { Loading, Skeleton } from "@/ui/States";
import { useProblemForm } from "@/ui/useProblemForm";

import type { Autosave } from "./autosave/autosave";
import type { Stored } from "./autosave/merge";
import { Restored } from "./autosave/Restored";
import { SaveState } from "./autosave/SaveState";
import { type SavePorts, useAutosave, useOpenedWriting } from "./autosave/useAutosave";
import { detailsOf, type DetailsValues, isComplete, requestOf } from "./details";
import { DetailsConflict } from "./DetailsConflict";
import { DetailsForm } from "./DetailsForm";
import { useShowDraft } from "./useDraft";

interface Props {
  draft: CourseDraft;
  frozen: boolean;
}

const storedDetails = (draft: CourseDraft): Stored<DetailsValues> => ({
  values: detailsOf(draft),
  version: draft.version ?? 1,
});

function useDetailsPorts({ id: courseId, live }: CourseDraft): SavePorts<DetailsValues> {
  const client = useQueryClient();
  const show = useShowDraft();
  const path = { course_id: courseId };
  return {
    send: async (changes, base_version) => {
      const current = client.getQueryData<CourseDraft>(keys.draft(courseId));
      const whole = current ? { ...detailsOf(current), ...changes } : changes;
      const body = { ...requestOf(whole as DetailsValues), base_version };
      const saved = await unwrap(
        api.PATCH("/v1/teaching/courses/{course_id}", { params: { path }, body }),
      );
      show(saved);
      return storedDetails(saved);
    },
    latest: async () => {
      const saved = await unwrap(api.GET("/v1/teaching/courses/{course_id}", { params: { path } }));
      show(saved);
      return storedDetails(saved);
    },
    valid: isComplete,
    // A new price holds at once, also while a changed edition still waits for its review.
    manual: live ?? false,
  };
}

export function DetailsEditor({ draft, frozen }: Props) {
  const user = useUser();
  const subject = `${user?.id ?? "nobody"}:course:${draft.id}`;
  const opened = useOpenedWriting(subject, storedDetails(draft), useDetailsPorts(draft));
  if (!opened) {
    return (
      <Loading>
        <Skeleton className="h-72 rounded-3xl" />
      </Loading>
    );
  }
  return (
    <OpenedDetails
      draft={draft}
      frozen={frozen}
      autosave={opened.autosave}
      restoredAt={opened.restoredAt}
    />
  );
}

interface OpenedProps extends Props {
  autosave: Autosave<DetailsValues>;
  restoredAt: number | null;
}

function OpenedDetails({ draft, frozen, autosave, restoredAt }: OpenedProps) {
  const { t } = useTranslation();
  const state = useAutosave(autosave);
  const form = useProblemForm<DetailsValues>(state.values);
  const { status, problem, values, theirs } = state;

  useEffect(() => {
    const { unsubscribe } = form.watch((written) => autosave.change(written as DetailsValues));
    return unsubscribe;
  }, [autosave]);
  // What came from elsewhere is shown; what was typed here is there already.
  useEffect(() => {
    if (JSON.stringify(form.getValues()) !== JSON.stringify(values)) form.reset(values);
  }, [values]);
  useEffect(() => {
    if (status === "refused" && problem) form.showProblem(problem);
    else form.clearProblem();
  }, [status, problem]);

  return (
    <div className="grid gap-6">
      {restoredAt !== null && status !== "conflict" && <Restored at={restoredAt} />}
      {theirs && (
        <DetailsConflict
          mine={values}
          theirs={theirs.values}
          onDecide={(decided) => autosave.resolve(decided)}
        />
      )}
      <DetailsForm
        form={form}
        draft={draft}
        disabled={frozen}
        onSubmit={() => void autosave.flush()}
        footer={
          !frozen && (
            <div className="flex flex-wrap items-center gap-4">
              <Button type="submit" size="large" busy={status === "saving"}>
                {t("action.save")}
              </Button>
              <SaveState status={status} onDevice={state.onDevice} />
            </div>
          )
        }
      />
    </div>
  );
}
