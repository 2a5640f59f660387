/** The picture of a course: its own, or tiles drawn from its slug. */
import { memo, type SyntheticEvent, useMemo, useState } from "react";

import { classes } from "@/ui/classes";

import { COVER, coverArt } from "./cover-art";

interface Props {
  slug: string;
  url: string | null | undefined;
  className?: string;
  /** The main picture of a page is fetched at once, those of a list as they come into view. */
  eager?: boolean;
}

export const Cover = memo(function Cover({ slug, url, className, eager = false }: Props) {
  const look = classes("block h-full w-full", className);
  return url ? <Picture url={url} look={look} eager={eager} /> : <Tiles slug={slug} look={look} />;
});

/** Shapes between these fill the frame; a banner or a tall page would lose its sense by cropping. */
const WIDEST = 2;
const TALLEST = 1.1;

interface PictureProps {
  url: string;
  look: string;
  eager: boolean;
}

function Picture({ url, look, eager }: PictureProps) {
  const [whole, setWhole] = useState(false);
  const measure = ({
    currentTarget: { naturalWidth, naturalHeight },
  }: SyntheticEvent<HTMLImageElement>) => {
    const shape = naturalWidth / naturalHeight;
    setWhole(shape > WIDEST || shape < TALLEST);
  };
  return (
    <img
      src={url}
      alt=""
      loading={eager ? "eager" : "lazy"}
      onLoad={measure}
      className={classes(look, whole ? "bg-white object-contain p-3" : "object-cover")}
    />
  );
}

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
