/** Speed, size and captions, chosen from menus that stay inside the stage when it fills the screen. */
import { Captions, CaptionsOff, Check, Settings } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { Caption } from "@/api/types";

import { CONTROL } from "./looks";
import type { useCaptions } from "./useCaptions";
import { type Player, SPEEDS } from "./usePlayer";
import type { Quality } from "./useSource";

const PANEL =
  "z-50 max-h-[min(22rem,60vh)] min-w-44 overflow-y-auto rounded-xl border border-white/15 " +
  "bg-[#0b1713] p-1.5 text-sm text-white shadow-lift animate-fade";
const CHOICE =
  "flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-lg px-3 outline-none " +
  "data-highlighted:bg-white/15";

interface MenuProps {
  stage: RefObject<HTMLElement | null>;
  label: string;
  icon: ReactNode;
  children: ReactNode;
}

function Menu({ stage, label, icon, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger aria-label={label} title={label} className={CONTROL}>
        {icon}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={stage.current}>
        <DropdownMenu.Content side="top" align="end" sideOffset={8} className={PANEL}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ChoicesProps {
  title: string;
  value: string;
  choose: (value: string) => void;
  choices: { value: string; name: string }[];
}

function Choices({ title, value, choose, choices }: ChoicesProps) {
  return (
    <>
      <DropdownMenu.Label dir="auto" className="px-3 pt-2 pb-1 text-xs text-white/70">
        {title}
      </DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} onValueChange={choose}>
        {choices.map((choice) => (
          <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={CHOICE}>
            <bdi>{choice.name}</bdi>
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden="true" className="size-4" />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}

interface SettingsProps {
  stage: RefObject<HTMLElement | null>;
  player: Player;
  quality: Quality;
  chooseQuality: (level: number) => void;
}

export function SettingsMenu({ stage, player, quality, chooseQuality }: SettingsProps) {
  const { t } = useTranslation();
  const sizes = quality.heights
    .map((lines, level) => ({ value: String(level), name: `${lines}p`, lines }))
    .sort((a, b) => b.lines - a.lines);
  return (
    <Menu
      stage={stage}
      label={t("player.settings")}
      icon={<Settings aria-hidden="true" className="size-5" />}
    >
      {sizes.length > 1 && (
        <Choices
          title={t("player.quality")}
          value={String(quality.chosen)}
          choose={(value) => chooseQuality(Number(value))}
          choices={[{ value: "-1", name: t("player.auto") }, ...sizes]}
        />
      )}
      <Choices
        title={t("lesson.speed")}
        value={String(player.moment.speed)}
        choose={(value) => player.setSpeed(Number(value))}
        choices={SPEEDS.map((speed) => ({ value: String(speed), name: `${speed}×` }))}
      />
    </Menu>
  );
}

interface CaptionsProps {
  stage: RefObject<HTMLElement | null>;
  captions: Caption[];
  shown: ReturnType<typeof useCaptions>;
}

export function CaptionsMenu({ stage, captions, shown }: CaptionsProps) {
  const { t } = useTranslation();
  if (captions.length === 0) return null;
  const Icon = shown.language === shown.off ? CaptionsOff : Captions;
  return (
    <Menu
      stage={stage}
      label={t("player.captions")}
      icon={<Icon aria-hidden="true" className="size-5" />}
    >
      <Choices
        title={t("player.captions")}
        value={shown.language}
        choose={shown.choose}
        choices={[
          { value: shown.off, name: t("player.captionsOff") },
          ...captions.map(({ language, label }) => ({ value: language, name: label })),
        ]}
      />
    </Menu>
  );
}
