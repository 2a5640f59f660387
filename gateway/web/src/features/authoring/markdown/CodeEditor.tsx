/** The field in which Markdown is written. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { useEffect, useRef } from "react";

import { around, link } from "./commands";

export interface CodeEditorProps {
  value: string;
  label: string;
  describedBy: string;
  invalid: boolean;
  disabled: boolean;
  /** What stands for a text that is not selected: of bold, italic, a link. */
  words: { strong: string; emphasis: string; link: string };
  onChange: (value: string) => void;
  /** Files that were pasted or dropped, and where. */
  onFiles: (files: File[], at: number) => void;
  onReady: (view: EditorView | null) => void;
}

const LOOK = EditorView.theme({
  "&": { fontSize: "0.9375rem", minHeight: "24rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.65" },
  ".cm-content": { padding: "1rem 0", caretColor: "var(--ink)" },
  // Each line is read, and begins, on its own side.
  ".cm-line": { padding: "0 1rem", unicodeBidi: "plaintext", textAlign: "start" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--brand-soft) !important",
  },
});

function filesHandler(take: (files: File[], at: number) => void): Extension {
  const taken = (list: FileList | undefined, at: number): boolean => {
    const files = [...(list ?? [])];
    if (files.length > 0) take(files, at);
    return files.length > 0;
  };
  return EditorView.domEventHandlers({
    paste: (event, view) => {
      const done = taken(event.clipboardData?.files, view.state.selection.main.head);
      if (done) event.preventDefault();
      return done;
    },
    drop: (event, view) => {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
      const done = taken(event.dataTransfer?.files, at);
      if (done) event.preventDefault();
      return done;
    },
  });
}

const attributes = ({ label, describedBy, invalid, disabled }: CodeEditorProps): Extension => [
  EditorView.contentAttributes.of({
    "aria-label": label,
    "aria-describedby": describedBy,
    "aria-invalid": String(invalid),
    spellcheck: "true",
    autocorrect: "on",
    dir: "auto",
  }),
  EditorState.readOnly.of(disabled),
  EditorView.editable.of(!disabled),
];

export default function CodeEditor(props: CodeEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  const settings = useRef(new Compartment());

  useEffect(() => {
    const { value, words } = latest.current;
    const editor = new EditorView({
      parent: frame.current ?? undefined,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          EditorView.perLineTextDirection.of(true),
          markdown({ base: markdownLanguage }),
          syntaxHighlighting(classHighlighter),
          keymap.of([
            { key: "Mod-b", run: around("**", words.strong) },
            { key: "Mod-i", run: around("*", words.emphasis) },
            { key: "Mod-k", run: link(words.link) },
            ...markdownKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          filesHandler((files, at) => latest.current.onFiles(files, at)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          settings.current.of(attributes(latest.current)),
          LOOK,
        ],
      }),
    });
    view.current = editor;
    latest.current.onReady(editor);
    return () => {
      latest.current.onReady(null);
      editor.destroy();
    };
  }, []);

  const { value, label, describedBy, invalid, disabled } = props;
  useEffect(() => {
    view.current?.dispatch({ effects: settings.current.reconfigure(attributes(latest.current)) });
  }, [label, describedBy, invalid, disabled]);
  useEffect(() => {
    const editor = view.current;
    const shown = editor?.state.doc.toString();
    if (editor && shown !== value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    }
  }, [value]);
  return <div ref={frame} className="min-w-0" />;
}
