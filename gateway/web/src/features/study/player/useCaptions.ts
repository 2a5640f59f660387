/** Which captions are shown: none, or those of one language, as the viewer last chose. */
import { type RefObject, useCallback, useEffect, useState } from "react";

import type { Caption } from "@/api/types";

import { recall, remember } from "./memory";

const OFF = "off";

function firstChoice(captions: Caption[]): string {
  const chosen = recall("captions");
  if (chosen === OFF || captions.some(({ language }) => language === chosen)) return chosen;
  return captions.find(({ is_default }) => is_default)?.language ?? OFF;
}

export function useCaptions(video: RefObject<HTMLVideoElement | null>, captions: Caption[]) {
  const [language, setLanguage] = useState(() => firstChoice(captions));
  useEffect(() => {
    const tracks = video.current?.textTracks;
    if (!tracks) return undefined;
    const show = () => {
      for (const track of tracks) {
        const wanted = track.language === language ? "showing" : "disabled";
        if (track.mode !== wanted) track.mode = wanted;
      }
    };
    show();
    tracks.addEventListener("addtrack", show);
    return () => tracks.removeEventListener("addtrack", show);
  }, [captions, language, video]);
  const choose = useCallback((next: string) => {
    setLanguage(next);
    remember("captions", next);
  }, []);
  const toggle = useCallback(() => {
    const first = captions[0]?.language;
    if (first) choose(language === OFF ? first : OFF);
  }, [captions, choose, language]);
  return { language, choose, toggle, off: OFF };
}
