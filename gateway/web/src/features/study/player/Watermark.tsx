/** Who watches, faintly over the film: a copy says from whom it comes. */
import { useEffect, useState } from "react";

import { classes } from "@/ui/classes";

const STAYS = 30_000;
const PLACES = [
  "top-[8%] left-[5%]",
  "top-[8%] right-[5%]",
  "top-[70%] right-[5%]",
  "top-[70%] left-[5%]",
];

export function Watermark({ text }: { text: string }) {
  const [place, setPlace] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setPlace((now) => (now + 1) % PLACES.length), STAYS);
    return () => clearInterval(timer);
  }, []);
  if (!text) return null;
  return (
    <span
      dir="auto"
      aria-hidden="true"
      data-watermark
      className={classes(
        "pointer-events-none absolute max-w-[60%] truncate text-[0.6875rem] text-white opacity-35 select-none",
        "[text-shadow:0_0_3px_#000] sm:text-xs",
        PLACES[place],
      )}
    >
      {text}
    </span>
  );
}
