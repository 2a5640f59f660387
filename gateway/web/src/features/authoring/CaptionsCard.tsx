/** Captions of a lesson's video: one file per language, shown, added and removed. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Captions, Trash2 } from "lucide-react";
import { type ChangeEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { reasonOf } from "@/api/problems";
import { captionsQuery } from "@/api/queries";
import type { Caption } from "@/api/types";
import { COURSE_LANGUAGES } from "@/i18n/course-languages";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button, IconButton } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { complain, toast } from "@/ui/Toasts";

const MOST_BYTES = 700_000;

interface Props {
  lessonId: string;
  frozen: boolean;
}

export function CaptionsCard({ lessonId, frozen }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(captionsQuery(lessonId));
  return (
    <section
      aria-labelledby="captions"
      className="grid gap-3 rounded-2xl border border-line bg-surface p-5"
    >
      <h3 id="captions" className="flex items-center gap-2 font-sans text-base font-semibold">
        <Captions aria-hidden="true" className="size-5 text-brand" />
        {t("captions.title")}
      </h3>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <Loading>
          <Skeleton className="h-10" />
        </Loading>
      )}
      {data?.length === 0 && <p className="text-sm text-muted">{t("captions.empty")}</p>}
      {data && data.length > 0 && (
        <ul className="grid gap-1">
          {data.map((caption) => (
            <Row key={caption.id} caption={caption} lessonId={lessonId} frozen={frozen} />
          ))}
        </ul>
      )}
      {data && !frozen && <Add lessonId={lessonId} first={data.length === 0} />}
    </section>
  );
}

function useShow(lessonId: string) {
  const client = useQueryClient();
  return (captions: Caption[]) => showAnswer(client, keys.captions(lessonId), captions);
}

function Row({ caption, lessonId, frozen }: Props & { caption: Caption }) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const show = useShow(lessonId);
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE("/v1/teaching/lessons/{lesson_id}/captions/{language}", {
          params: { path: { lesson_id: lessonId, language: caption.language } },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
  return (
    <li className="flex min-h-11 items-center gap-3">
      <a href={caption.url} download className="min-w-0 flex-1 font-medium hover:underline">
        <bdi>{caption.label}</bdi>
        <span className="ms-2 text-sm text-muted">{language(caption.language)}</span>
      </a>
      {caption.is_default && <Badge>{t("captions.default")}</Badge>}
      {!frozen && (
        <IconButton
          label={t("captions.remove", { label: caption.label })}
          disabled={remove.isPending}
          onClick={() => setAsking(true)}
        >
          <Trash2 aria-hidden="true" className="size-4.5" />
        </IconButton>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("captions.removeTitle", { label: caption.label })}
        consequence={t("captions.removeConsequence")}
        action={t("action.remove")}
        onConfirm={() => remove.mutate()}
      />
    </li>
  );
}

function Add({ lessonId, first }: { lessonId: string; first: boolean }) {
  const { t } = useTranslation();
  const { language: nameOf } = useFormats();
  const id = useId();
  const show = useShow(lessonId);
  const [code, setCode] = useState<string>("en");
  const [shown, setShown] = useState(false);
  const add = useMutation({
    mutationFn: (content: string) =>
      unwrap(
        api.PUT("/v1/teaching/lessons/{lesson_id}/captions/{language}", {
          params: { path: { lesson_id: lessonId, language: code } },
          body: { label: nameIn(code), is_default: shown, content },
        }),
      ),
    onSuccess: (captions) => {
      show(captions);
      toast(t("captions.stored"));
    },
  });
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const file = input.files?.[0];
    if (file && file.size > MOST_BYTES) toast(t("captions.large"), "bad");
    else if (file) add.mutate(await file.text());
    input.value = "";
  };
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {add.error && <Notice tone="danger">{reasonOf(add.error)}</Notice>}
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label={t("captions.language")}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        >
          {COURSE_LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </SelectField>
        <label className="flex min-h-11 items-center gap-2.5">
          <input
            type="checkbox"
            checked={shown}
            onChange={(event) => setShown(event.target.checked)}
            className="size-5 accent-(--brand)"
          />
          {t("captions.showUnasked")}
        </label>
        <Button
          look="secondary"
          busy={add.isPending}
          onClick={() => document.getElementById(id)?.click()}
        >
          {first ? t("captions.add") : t("captions.addAnother")}
        </Button>
        <input
          id={id}
          type="file"
          accept=".vtt,.srt,text/vtt"
          aria-label={t("captions.file")}
          onChange={(event) => void pick(event)}
          className="sr-only"
          tabIndex={-1}
        />
      </div>
      <p className="text-sm text-muted">{t("captions.hint")}</p>
    </div>
  );
}

/** A language's name as its speakers write it, since they are who chooses it. */
function nameIn(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}
