/** A longer text, pictures or PDFs, for a teacher to read. */
import { useQueryClient } from "@tanstack/react-query";
import { Paperclip, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseFile } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button, IconButton } from "@/ui/Button";
import { ProgressBar } from "@/ui/ProgressBar";
import { complain } from "@/ui/Toasts";
import { useLeaveWarning } from "@/ui/useLeaveWarning";

import { quizKeys } from "../queries";
import { type Attempt, NO_ANSWER } from "../types";
import type { InputProps } from "./AnswerInput";
import { uploadAnswerFile } from "./upload";

const TAKEN = "image/png,image/jpeg,image/webp,image/gif,application/pdf";
const MOST = 5;
const NOTHING_STORED = {
  seq: 0,
  answer: NO_ANSWER,
  flagged: false,
  saved_at: "",
  checked: false,
  files: [],
};

export function EssayInput(props: InputProps) {
  const { t } = useTranslation();
  const { question, answer, frozen, onChange } = props;
  const form = question.answer_form;
  return (
    <div className="grid gap-5">
      {form !== "file" && (
        <label className="grid gap-1.5">
          <span className="text-[0.9375rem] font-semibold">{t("quiz.yourAnswer")}</span>
          <textarea
            className="control leading-relaxed"
            dir="auto"
            rows={frozen ? 5 : 9}
            maxLength={50_000}
            readOnly={frozen}
            value={answer.text}
            onChange={({ target: { value } }) =>
              onChange?.((now) => ({ ...now, text: value }), true)
            }
          />
        </label>
      )}
      {form !== "text" && <Files {...props} />}
      {question.rubric.length > 0 && !frozen && <Rubric question={question} />}
    </div>
  );
}

function Rubric({ question }: Pick<InputProps, "question">) {
  const { t } = useTranslation();
  return (
    <details className="rounded-2xl bg-sunken px-4 py-3">
      <summary className="font-semibold">{t("quiz.rubric")}</summary>
      <dl className="mt-3 grid gap-3">
        {question.rubric.map((criterion) => (
          <div key={criterion.id}>
            <dt dir="auto" className="font-medium">
              {criterion.title}
            </dt>
            <dd className="text-sm text-muted">
              {criterion.levels.map((level) => `${level.title} (${level.points})`).join(" · ")}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Files({ question, answer, frozen, onChange, attemptId, files = [] }: InputProps) {
  const { t } = useTranslation();
  const remember = useRemember(attemptId ?? "", question.id);
  const [share, setShare] = useState<number | null>(null);
  const inputId = useId();
  useLeaveWarning(share !== null);
  const shown = answer.file_ids.flatMap((id) => files.find((file) => file.id === id) ?? []);
  const add = async (file: File) => {
    setShare(0);
    try {
      const stored = await uploadAnswerFile(
        { attemptId: attemptId ?? "", questionId: question.id },
        file,
        setShare,
      );
      remember(stored);
      onChange?.((now) => ({ ...now, file_ids: [...now.file_ids, stored.id] }));
    } catch (error) {
      complain(error);
    } finally {
      setShare(null);
    }
  };
  const remove = (id: string) =>
    onChange?.((now) => ({ ...now, file_ids: now.file_ids.filter((one) => one !== id) }));
  return (
    <div className="grid gap-3">
      {shown.length > 0 && (
        <ul className="grid gap-2">
          {shown.map((file) => (
            <li key={file.id}>
              <Attached file={file} remove={frozen ? undefined : () => remove(file.id)} />
            </li>
          ))}
        </ul>
      )}
      {frozen && shown.length === 0 && <p className="text-muted">{t("quiz.noFiles")}</p>}
      {!frozen && shown.length < MOST && (
        <div>
          <input
            id={inputId}
            type="file"
            accept={TAKEN}
            className="sr-only"
            tabIndex={-1}
            aria-label={t("quiz.addFile")}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void add(file);
            }}
          />
          <Button
            look="secondary"
            busy={share !== null}
            onClick={() => document.getElementById(inputId)?.click()}
          >
            <Paperclip aria-hidden="true" className="size-4.5" />
            {t("quiz.addFile")}
          </Button>
          <p className="mt-1.5 text-sm text-muted">{t("quiz.fileHint")}</p>
        </div>
      )}
      {share !== null && <ProgressBar value={share} max={1} label={t("quiz.sending")} />}
    </div>
  );
}

/** Keeps what is known about a stored file, also while another question is shown. */
function useRemember(attemptId: string, questionId: string) {
  const client = useQueryClient();
  return (file: CourseFile) =>
    client.setQueryData<Attempt>(quizKeys.attempt(attemptId), (shown) => {
      if (!shown) return shown;
      const known = shown.answers.find((one) => one.question_id === questionId);
      const stored = known ?? { ...NOTHING_STORED, question_id: questionId };
      const others = shown.answers.filter((one) => one !== known);
      return { ...shown, answers: [...others, { ...stored, files: [...stored.files, file] }] };
    });
}

function Attached({ file, remove }: { file: CourseFile; remove: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { size } = useFormats();
  return (
    <div className="flex items-center gap-3 rounded-xl border border-line bg-surface ps-4 pe-1">
      <Paperclip aria-hidden="true" className="size-4.5 shrink-0 text-brand" />
      <span className="grid min-w-0 flex-1 py-2">
        {file.url ? (
          <a
            href={file.url}
            target="_blank"
            rel="noreferrer"
            className="justify-self-start py-1 font-medium hover:underline"
          >
            <bdi>{file.name}</bdi>
          </a>
        ) : (
          <span className="py-1 font-medium">
            <bdi>{file.name}</bdi>
          </span>
        )}
        <span className="text-sm text-muted">{size(file.size)}</span>
      </span>
      {remove && (
        <IconButton label={t("quiz.removeFile", { name: file.name })} onClick={remove}>
          <Trash2 aria-hidden="true" className="size-4.5" />
        </IconButton>
      )}
    </div>
  );
}
