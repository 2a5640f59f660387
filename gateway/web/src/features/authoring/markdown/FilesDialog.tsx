/** The files of a course: put one into the text, add one, or remove what nothing uses. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FileText, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { courseFilesQuery } from "@/api/queries";
import type { CourseFile, StoredFile } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button, IconButton } from "@/ui/Button";
import { ConfirmDialog, Dialog } from "@/ui/Dialog";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { complain } from "@/ui/Toasts";

interface Props {
  courseId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInsert: (file: CourseFile) => void;
  onAdd: () => void;
}

export function FilesDialog({ courseId, open, onOpenChange, onInsert, onAdd }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("writing.files.title")}>
      <div className="grid gap-4">
        <Files courseId={courseId} onInsert={onInsert} />
        <Button look="secondary" className="justify-self-start" onClick={onAdd}>
          <Plus aria-hidden="true" className="size-5" />
          {t("writing.files.add")}
        </Button>
      </div>
    </Dialog>
  );
}

function Files({ courseId, onInsert }: Pick<Props, "courseId" | "onInsert">) {
  const { t } = useTranslation();
  const { data: files, error, refetch } = useQuery(courseFilesQuery(courseId));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!files) {
    return (
      <Loading className="grid gap-2">
        <Skeleton className="h-14 rounded-xl" />
        <Skeleton className="h-14 rounded-xl" />
      </Loading>
    );
  }
  if (files.length === 0) return <p className="text-muted">{t("writing.files.empty")}</p>;
  return (
    <ul className="grid max-h-[50dvh] gap-1 overflow-y-auto">
      {files.map((file) => (
        <li key={file.id}>
          <FileRow file={file} courseId={courseId} onInsert={onInsert} />
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  file: StoredFile;
  courseId: string;
  onInsert: (file: CourseFile) => void;
}

function FileRow({ file, courseId, onInsert }: RowProps) {
  const { t } = useTranslation();
  const { size } = useFormats();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE("/v1/teaching/courses/{course_id}/files/{file_id}", {
          params: { path: { course_id: courseId, file_id: file.id } },
        }),
      ),
    onSuccess: (left) => showAnswer(client, keys.courseFiles(courseId), left),
    onError: complain,
  });
  const use = file.in_use
    ? file.used_in.length
      ? t("writing.files.usedIn", { titles: file.used_in.join(", ") })
      : t("writing.files.shown")
    : t("writing.files.unused");
  return (
    <div className="flex items-center gap-3 rounded-xl px-2 py-2 hover:bg-sunken">
      {file.media_type.startsWith("image/") ? (
        <img src={file.url} alt="" className="size-11 shrink-0 rounded-lg object-cover" />
      ) : (
        <FileText aria-hidden="true" className="size-6 shrink-0 text-muted" />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-medium break-all">
          <bdi>{file.name}</bdi>
        </p>
        <p className="text-sm text-muted">
          {size(file.size)} · {use}
        </p>
      </div>
      <Button
        look="secondary"
        size="small"
        aria-label={t("writing.files.insertName", { name: file.name })}
        onClick={() => onInsert(file)}
      >
        {t("writing.files.insert")}
      </Button>
      {!file.in_use && (
        <IconButton
          label={t("outline.remove", { title: file.name })}
          disabled={remove.isPending}
          onClick={() => setAsking(true)}
        >
          <Trash2 aria-hidden="true" className="size-4.5" />
        </IconButton>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("tree.removeTitle", { title: file.name })}
        consequence={t("writing.files.removeConsequence")}
        action={t("action.remove")}
        onConfirm={() => remove.mutate()}
      />
    </div>
  );
}
