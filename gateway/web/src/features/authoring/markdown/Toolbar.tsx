/** The tools of the Markdown editor; arrow keys lead from one to the next. */
import type { StateCommand } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import {
  Bold,
  Code,
  Heading2,
  Heading3,
  Image,
  Italic,
  Link2,
  List,
  ListOrdered,
  Paperclip,
  Quote,
  Sigma,
  SquarePlus,
} from "lucide-react";
import { DropdownMenu, Toolbar as Tools } from "radix-ui";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { around, block, lines, link } from "./commands";

const TOOL =
  "grid size-10 shrink-0 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-ink " +
  "disabled:opacity-40 [&>svg]:size-4.5";

const BOXES = ["challenge", "solution", "callout", "checklist", "discussion", "keypoints"] as const;
const LANGUAGES = ["python", "javascript", "bash", "sql", "html", "r", "java", "text"];

type ToolName =
  | "heading"
  | "subheading"
  | "strong"
  | "emphasis"
  | "link"
  | "bullets"
  | "numbers"
  | "quote"
  | "formula";

interface Props {
  view: EditorView | null;
  disabled: boolean;
  onPickImage: () => void;
  onOpenFiles: () => void;
}

export function Toolbar({ view, disabled, onPickImage, onOpenFiles }: Props) {
  const { t } = useTranslation();
  const off = disabled || !view;
  const run = (command: StateCommand) => {
    if (!view) return;
    command(view);
    view.focus();
  };
  const tool = (name: ToolName, icon: ReactNode, command: StateCommand) => (
    <Tool label={t(`writing.tools.${name}`)} disabled={off} onClick={() => run(command)}>
      {icon}
    </Tool>
  );
  return (
    <Tools.Root
      aria-label={t("writing.tools.label")}
      className="flex items-center gap-0.5 overflow-x-auto border-b border-line px-2 py-1"
    >
      {tool(
        "heading",
        <Heading2 />,
        lines(() => "## "),
      )}
      {tool(
        "subheading",
        <Heading3 />,
        lines(() => "### "),
      )}
      {tool("strong", <Bold />, around("**", t("writing.words.strong")))}
      {tool("emphasis", <Italic />, around("*", t("writing.words.emphasis")))}
      {tool("link", <Link2 />, link(t("writing.words.link")))}
      <Tools.Separator className="mx-1 h-6 w-px shrink-0 bg-line" />
      {tool(
        "bullets",
        <List />,
        lines(() => "- "),
      )}
      {tool(
        "numbers",
        <ListOrdered />,
        lines((number) => `${number}. `),
      )}
      {tool(
        "quote",
        <Quote />,
        lines(() => "> "),
      )}
      <Menu icon={<Code />} label={t("writing.tools.code")} disabled={off}>
        {LANGUAGES.map((language) => (
          <Choice
            key={language}
            onSelect={() => run(block(`\`\`\`${language}\n`, t("writing.words.code"), "\n```"))}
          >
            <span dir="ltr">{language}</span>
          </Choice>
        ))}
      </Menu>
      {tool("formula", <Sigma />, block("$$\n", "a^2 + b^2 = c^2", "\n$$"))}
      <Tools.Separator className="mx-1 h-6 w-px shrink-0 bg-line" />
      <Tool label={t("writing.tools.image")} disabled={off} onClick={onPickImage}>
        <Image />
      </Tool>
      <Tool label={t("writing.tools.files")} disabled={off} onClick={onOpenFiles}>
        <Paperclip />
      </Tool>
      <Menu icon={<SquarePlus />} label={t("writing.tools.box")} disabled={off}>
        {BOXES.map((box) => (
          <Choice
            key={box}
            onSelect={() => run(block(`::: ${box}\n\n`, t(`writing.words.${box}`), "\n\n:::"))}
          >
            {t(`writing.boxes.${box}`)}
          </Choice>
        ))}
      </Menu>
    </Tools.Root>
  );
}

interface ToolProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, disabled, onClick, children }: ToolProps) {
  return (
    <Tools.Button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className={TOOL}
    >
      {children}
    </Tools.Button>
  );
}

interface MenuProps {
  icon: ReactNode;
  label: string;
  disabled: boolean;
  children: ReactNode;
}

function Menu({ icon, label, disabled, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <Tools.Button asChild disabled={disabled}>
        <DropdownMenu.Trigger type="button" aria-label={label} title={label} className={TOOL}>
          {icon}
        </DropdownMenu.Trigger>
      </Tools.Button>
      <DropdownMenu.Content
        align="start"
        sideOffset={6}
        onCloseAutoFocus={(event) => event.preventDefault()}
        className="z-40 min-w-44 rounded-2xl border border-line bg-surface p-2 shadow-lift animate-fade"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

function Choice({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className="flex min-h-10 cursor-pointer items-center rounded-lg px-3 font-medium outline-none data-highlighted:bg-sunken"
    >
      {children}
    </DropdownMenu.Item>
  );
}
