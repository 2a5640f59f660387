/** The keys that players have everywhere, unless somebody is typing or choosing. */
import { useEffect } from "react";

import { type Player, SPEEDS } from "./usePlayer";

const BUSY = "input, textarea, select, [contenteditable], [role=slider], [role^=menu], dialog";

function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  const pressed = target.closest("button, a, summary") && [" ", "Enter"].includes(event.key);
  return !pressed && !target.closest(BUSY);
}

function neighbor(speed: number, step: number): number {
  const at = SPEEDS.indexOf(speed);
  return SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + step))] ?? 1;
}

function actionsOf(player: Player, toggleCaptions: () => void): Record<string, () => void> {
  const { moment } = player;
  return {
    " ": player.toggle,
    k: player.toggle,
    ArrowLeft: () => player.skip(-5),
    ArrowRight: () => player.skip(5),
    j: () => player.skip(-10),
    l: () => player.skip(10),
    ArrowUp: () => player.setVolume(moment.volume + 0.1),
    ArrowDown: () => player.setVolume(moment.volume - 0.1),
    m: player.mute,
    f: player.fullscreen,
    c: toggleCaptions,
    i: player.pictureInPicture,
    "<": () => player.setSpeed(neighbor(moment.speed, -1)),
    ">": () => player.setSpeed(neighbor(moment.speed, 1)),
    Home: () => player.seek(0),
    End: () => player.seek(moment.duration),
  };
}

/** Up, down, Home and End move the page too, so they are the player's only while it has focus. */
const OF_THE_PAGE = ["ArrowUp", "ArrowDown", "Home", "End"];

export function useShortcuts(
  stage: React.RefObject<HTMLElement | null>,
  player: Player,
  toggleCaptions: () => void,
): void {
  useEffect(() => {
    const actions = actionsOf(player, toggleCaptions);
    const press = (event: KeyboardEvent) => {
      const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      const inside = stage.current?.contains(event.target as Node) ?? false;
      if (!action || !isFree(event) || (OF_THE_PAGE.includes(event.key) && !inside)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [player, stage, toggleCaptions]);
}
