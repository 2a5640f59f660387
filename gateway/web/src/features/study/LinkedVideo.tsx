/**
 * A video that lies on another server. Nothing of it passes through the academy; what the page
 * sends of itself (no referrer) is the policy of the gateway, since <video> has no say in it.
 */
import { RotateCw, VideoOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";

import { STAGE } from "./VideoPlayer";

interface Props {
  url: string;
  title: string;
  /** What is said when the address does not answer with a video. */
  trouble: string;
}

export function LinkedVideo({ url, title, trouble }: Props) {
  const [attempt, setAttempt] = useState(1);
  const [failed, setFailed] = useState(false);
  const retry = () => {
    setFailed(false);
    setAttempt(attempt + 1);
  };
  if (failed) return <InTrouble trouble={trouble} retry={retry} />;
  return (
    <video
      key={attempt}
      src={url}
      title={title}
      aria-label={title}
      controls
      playsInline
      preload="metadata"
      onError={() => setFailed(true)}
      className={classes(STAGE, "object-contain")}
    />
  );
}

function InTrouble({ trouble, retry }: { trouble: string; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      dir="auto"
      className={classes(
        STAGE,
        "grid content-center justify-items-center gap-4 p-6 text-center text-white",
      )}
    >
      <VideoOff aria-hidden="true" className="size-8 opacity-80" />
      <p className="max-w-prose text-balance">{trouble}</p>
      <Button look="secondary" onClick={retry}>
        <RotateCw aria-hidden="true" className="size-4.5" />
        {t("action.retry")}
      </Button>
    </div>
  );
}
