/** A text in Markdown: written with tools, beside what students will read. */
import type { EditorView } from "@codemirror/view";
import { Columns2, Eye, PenLine } from "lucide-react";
import { ToggleGroup } from "radix-ui";
import { lazy, Suspense, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";
import { Loading, Skeleton } from "@/ui/States";

import { FilesDialog } from "./FilesDialog";
import { Preview } from "./Preview";
import { Toolbar } from "./Toolbar";
import { useInsertedFiles } from "./useInsertedFiles";

const CodeEditor = lazy(() => import("./CodeEditor"));

const SIDE_BY_SIDE = "(min-width: 1024px)";
const LONGEST = 200_000;

type Shown = "write" | "both" | "preview";

const WAYS = [
  { way: "write", Icon: PenLine },
  { way: "both", Icon: Columns2 },
  { way: "preview", Icon: Eye },
] as const;

interface Props {
  courseId: string;
  label: string;
  value: string;
  error?: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

export function MarkdownField({ courseId, label, value, error, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [shown, setShown] = useState<Shown>(() =>
    window.matchMedia(SIDE_BY_SIDE).matches ? "both" : "write",
  );
  const [view, setView] = useState<EditorView | null>(null);
  const [browsing, setBrowsing] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const { sending, insert, send } = useInsertedFiles(courseId, view);
  const pick = (accept: string) => {
    if (!picker.current) return;
    picker.current.accept = accept;
    picker.current.click();
  };
  const problem = error ?? (value.length > LONGEST ? t("form.tooLong", { count: LONGEST }) : "");
  return (
    <section aria-label={label} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-sans text-[0.9375rem] font-semibold tracking-normal">{label}</h2>
        <Ways shown={shown} onShow={setShown} />
      </div>
      <div className={classes("grid gap-4", shown === "both" && "lg:grid-cols-2")}>
        <div
          className={classes(
            "min-w-0 overflow-hidden rounded-2xl border bg-surface focus-within:border-brand",
            problem ? "border-danger" : "border-line-strong",
            shown === "preview" && "hidden",
          )}
        >
          <Toolbar
            view={view}
            disabled={disabled}
            onPickImage={() => pick("image/png,image/jpeg,image/webp,image/gif")}
            onOpenFiles={() => setBrowsing(true)}
          />
          <Suspense fallback={<EditorSkeleton />}>
            <CodeEditor
              value={value}
              label={label}
              describedBy={`${id}-hint`}
              invalid={Boolean(problem)}
              disabled={disabled}
              words={{
                strong: t("writing.words.strong"),
                emphasis: t("writing.words.emphasis"),
                link: t("writing.words.link"),
              }}
              onChange={onChange}
              onFiles={(files, at) => void send(files, at)}
              onReady={setView}
            />
          </Suspense>
        </div>
        {shown !== "write" && (
          <div
            role="region"
            aria-label={t("editor.previewText")}
            className="min-w-0 rounded-2xl border border-line bg-surface p-5 sm:p-7"
          >
            <Preview courseId={courseId} text={value} />
          </div>
        )}
      </div>
      {problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      {sending && <SendingLine name={sending.name} share={sending.share} />}
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t("writing.hint")}
      </p>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t("writing.files.add")}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          void send(files);
        }}
      />
      <FilesDialog
        courseId={courseId}
        open={browsing}
        onOpenChange={setBrowsing}
        onInsert={(file) => {
          setBrowsing(false);
          insert(file);
        }}
        onAdd={() => {
          setBrowsing(false);
          pick("");
        }}
      />
    </section>
  );
}

function EditorSkeleton() {
  return (
    <Loading className="p-4">
      <Skeleton className="h-80 w-full" />
    </Loading>
  );
}

function SendingLine({ name, share }: { name: string; share: number }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (
    <p role="status" className="text-sm font-medium text-brand-ink">
      {t("writing.files.sending", { name, share: percent(share) })}
    </p>
  );
}

function Ways({ shown, onShow }: { shown: Shown; onShow: (shown: Shown) => void }) {
  const { t } = useTranslation();
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={t("writing.ways.label")}
      value={shown}
      onValueChange={(next) => next && onShow(next as Shown)}
      className="flex gap-1 rounded-xl bg-sunken p-1"
    >
      {WAYS.map(({ way, Icon }) => (
        <ToggleGroup.Item
          key={way}
          value={way}
          className={classes(
            "min-h-10 items-center gap-2 rounded-lg px-3.5 text-sm font-semibold text-muted hover:text-ink",
            "data-[state=on]:bg-surface data-[state=on]:text-ink data-[state=on]:shadow-card",
            way === "both" ? "hidden lg:flex" : "flex",
          )}
        >
          <Icon aria-hidden="true" className="size-4" />
          {t(`writing.ways.${way}`)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
