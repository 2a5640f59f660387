/** Handing a course in, publishing it and taking it out of the catalogue again. */
import { Archive, ArchiveRestore, Rocket, Send, Undo2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, reasonOf } from "@/api/problems";
import type { CourseDraft } from "@/api/types";
import { Button } from "@/ui/Button";
import { ConfirmDialog, Dialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/Toasts";

import type { usePublication } from "./usePublication";

type Steps = ReturnType<typeof usePublication>;

interface Props {
  draft: CourseDraft;
  steps: Steps;
}

/** Where the course stands, and why a step was refused. */
export function PublicationState({ draft, steps }: Props) {
  const { t } = useTranslation();
  const failed = Object.values(steps).find((step) => step.error);
  const refusal = failed ? asProblem(failed.error) : null;
  return (
    <>
      {refusal && (
        <Notice tone="danger" title={refusal.title || t("error.title")}>
          {reasonOf(refusal)}
          {refusal.fields.map(({ pointer, detail }) => (
            <p key={pointer}>{detail}</p>
          ))}
        </Notice>
      )}
      <Standing draft={draft} />
    </>
  );
}

export function PublicationSteps({ draft, steps }: Props) {
  const { t } = useTranslation();
  const { status, live, revision = 0 } = draft;
  const canHandIn = status === "draft" || status === "changes_requested";
  return (
    <>
      {live && <ArchiveButton draft={draft} steps={steps} />}
      {!live && revision > 0 && !draft.taken_down && (
        <Button
          look="secondary"
          busy={steps.restore.isPending}
          onClick={() =>
            steps.restore.mutate(undefined, { onSuccess: () => toast(t("publication.restored")) })
          }
        >
          <ArchiveRestore aria-hidden="true" className="size-4.5" />
          {t("publication.restore")}
        </Button>
      )}
      {status === "submitted" && (
        <Button
          look="secondary"
          busy={steps.withdraw.isPending}
          onClick={() => steps.withdraw.mutate()}
        >
          <Undo2 aria-hidden="true" className="mirror-rtl size-4.5" />
          {t("publication.withdraw")}
        </Button>
      )}
      {status === "approved" && (
        <Button
          busy={steps.publish.isPending}
          onClick={() =>
            steps.publish.mutate(undefined, { onSuccess: () => toast(t("publication.published")) })
          }
        >
          <Rocket aria-hidden="true" className="mirror-rtl size-4.5" />
          {t("publication.publish")}
        </Button>
      )}
      {canHandIn && <HandInButton draft={draft} steps={steps} />}
    </>
  );
}

function ArchiveButton({ draft, steps }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="secondary" busy={steps.archive.isPending} onClick={() => setAsking(true)}>
        <Archive aria-hidden="true" className="size-4.5" />
        {t("publication.archive")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("publication.archiveTitle", { title: draft.title })}
        consequence={t("publication.archiveConsequence")}
        action={t("publication.archive")}
        onConfirm={() => steps.archive.mutate()}
      />
    </>
  );
}

function HandInButton({ draft, steps }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const [itself, setItself] = useState(draft.publishes_itself ?? true);
  const handIn = (event: FormEvent) => {
    event.preventDefault();
    steps.handIn.mutate(
      { note, publishes_itself: itself },
      { onSuccess: () => toast(t("teach.submittedToast")), onSettled: () => setOpen(false) },
    );
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Send aria-hidden="true" className="mirror-rtl size-4.5" />
        {t("teach.submit")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("publication.handInTitle")}
        description={t(
          (draft.revision ?? 0) > 0 ? "publication.handInAgain" : "publication.handInFirst",
        )}
      >
        <form onSubmit={handIn} className="grid gap-5">
          <TextArea
            label={t("publication.note")}
            hint={t("publication.noteHint")}
            rows={3}
            maxLength={2000}
            dir="auto"
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <fieldset className="grid gap-2">
            <legend className="mb-1.5 text-[0.9375rem] font-semibold">
              {t("publication.whenApproved")}
            </legend>
            {[true, false].map((choice) => (
              <label key={String(choice)} className="flex min-h-11 items-center gap-3">
                <input
                  type="radio"
                  name="publishes-itself"
                  className="size-5 accent-brand"
                  checked={itself === choice}
                  onChange={() => setItself(choice)}
                />
                {t(choice ? "publication.atOnce" : "publication.byMe")}
              </label>
            ))}
          </fieldset>
          <div>
            <Button type="submit" size="large" busy={steps.handIn.isPending}>
              {t("publication.handIn")}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

function Standing({ draft }: { draft: CourseDraft }) {
  const { t } = useTranslation();
  const { status, live, revision = 0 } = draft;
  if (draft.taken_down) {
    return (
      <Notice tone="danger" title={t("publication.takenDownTitle")}>
        <p dir="auto">{draft.review_note}</p>
        <p>{t("publication.takenDown")}</p>
      </Notice>
    );
  }
  if (status === "changes_requested" && draft.review_note) {
    return (
      <Notice tone="warning" title={t("teach.changesTitle")}>
        <p dir="auto">{draft.review_note}</p>
      </Notice>
    );
  }
  if (status === "submitted") {
    return <Notice title={t("teach.inReviewTitle")}>{t("publication.inReview")}</Notice>;
  }
  if (status === "approved") {
    return (
      <Notice tone="success" title={t("publication.approvedTitle")}>
        {t("publication.approved")}
      </Notice>
    );
  }
  if (!live && revision > 0) {
    return <Notice title={t("publication.archivedTitle")}>{t("publication.archived")}</Notice>;
  }
  if (live && status === "draft") {
    return (
      <Notice title={t("publication.unpublishedTitle")}>
        {t("publication.unpublished", { number: revision })}
      </Notice>
    );
  }
  return null;
}
