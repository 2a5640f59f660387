/** A YouTube video without YouTube's cookies until it is played. */

interface Props {
  id: string;
  title: string;
}

export function YoutubeVideo({ id, title }: Props) {
  return (
    <iframe
      src={`https://www.youtube-nocookie.com/embed/${encodeURIComponent(id)}?rel=0`}
      title={title}
      loading="lazy"
      allow="accelerometer; encrypted-media; gyroscope; picture-in-picture"
      referrerPolicy="strict-origin-when-cross-origin"
      allowFullScreen
      className="aspect-video w-full rounded-2xl border-0 bg-[#06100c]"
    />
  );
}
