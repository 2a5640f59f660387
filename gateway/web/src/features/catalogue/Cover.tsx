/** The picture of a course: its own, or tiles drawn from its slug. */
import { memo, useMemo } from "react";

import { classes } from "@/ui/classes";

import { COVER, coverArt } from "./cover-art";

interface Props {
  slug: string;
  url: string | null | undefined;
  className?: string;
}

export const Cover = memo(function Cover({ slug, url, className }: Props) {
  const look = classes("block h-full w-full object-cover", className);
  return url ? <img src={url} alt="" loading="lazy" className={look} /> : <Tiles slug={slug} look={look} />;
});

function Tiles({ slug, look }: { slug: string; look: string }) {
  const { ground, layers } = useMemo(() => coverArt(slug), [slug]);
  return (
    <svg
      viewBox={`0 0 ${COVER.width} ${COVER.height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={look}
    >
      <rect width={COVER.width} height={COVER.height} fill={ground} />
      {layers.map(({ color, path }) => (
        <path key={color} d={path} fill={color} />
      ))}
    </svg>
  );
}
