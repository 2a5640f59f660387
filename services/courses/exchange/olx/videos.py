"""Videos of Open edX: from YouTube, from the package, from elsewhere, with captions."""

import json
import posixpath
import re
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.assets import reference
from services.courses.exchange.captions import LANGUAGE, from_sjson, from_srt
from services.courses.exchange.olx.source import OlxSource
from services.courses.exchange.prose import Surroundings
from services.courses.exchange.tree import Caption, Lesson, LessonSort
from services.courses.video_links import is_video_url

SPEED = re.compile(r"(?:^|,)\s*1\.0+:([A-Za-z0-9_-]{11})")
YOUTUBE = re.compile(r"^[A-Za-z0-9_-]{11}$")
CLIPS = ("start_time", "end_time")


def read_video(video: Element, source: OlxSource, around: Surroundings) -> Lesson | None:
    """A lesson that plays it; None, and a report, when the package does not have it."""
    title = video.get("display_name") or around.place[-1]
    key = f"video/{video.get('url_name', '')}"
    lesson = Lesson(
        key=key,
        title=title,
        body=_handouts(video, around),
        captions=_captions(video, source, around),
    )
    for name in CLIPS:
        if video.get(name, "00:00:00").strip('"') not in {"00:00:00", "", "0.0", "null"}:
            around.lost(Loss.SETTING, f"{name} {video.get(name)}")
    youtube_id = _youtube_id(video)
    if youtube_id:
        return msgspec.structs.replace(lesson, sort=LessonSort.YOUTUBE, youtube_id=youtube_id)
    return _from_source(lesson, _sources(video), around)


def _youtube_id(video: Element) -> str:
    plain = video.get("youtube_id_1_0", "")
    found = SPEED.search(video.get("youtube", ""))
    return plain if YOUTUBE.match(plain) else (found[1] if found else "")


def _sources(video: Element) -> list[str]:
    """Addresses that it is played from, the first choice first."""
    written = [one.get("src", "") for one in video.iter("source")]
    return [one.strip() for one in [*written, *_list(video.get("html5_sources", ""))]]


def _from_source(lesson: Lesson, addresses: list[str], around: Surroundings) -> Lesson | None:
    """With a file of the package, wherever it was played from; else played from elsewhere."""
    names = filter(None, map(posixpath.basename, addresses))
    held = next(filter(around.shelf.find, names), None)
    if held is not None:
        path = around.shelf.take(held, around.place)
        return msgspec.structs.replace(lesson, sort=LessonSort.VIDEO, video=path) if path else None
    url = next(filter(is_video_url, addresses), None)
    if url is not None:
        return msgspec.structs.replace(lesson, sort=LessonSort.LINK, video_url=url)
    around.lost(Loss.REMOTE if any(addresses) else Loss.MISSING, next(iter(addresses), "video"))
    return None


def _captions(video: Element, source: OlxSource, around: Surroundings) -> list[Caption]:
    names = {one.get("language", ""): one.get("src", "") for one in video.iter("transcript")}
    written = _mapping(video.get("transcripts", ""))
    wanted = {**written, **{language: name for language, name in names.items() if name}}
    if not wanted and video.get("sub"):
        wanted = {"en": f"subs_{video.get('sub')}.srt.sjson"}
    found = []
    for language, name in wanted.items():
        text = source.text(f"static/{name}")
        if text is None:
            around.lost(Loss.MISSING, name)
            continue
        vtt = from_sjson(text) if name.endswith(".sjson") else from_srt(text)
        if vtt and LANGUAGE.match(language):
            found.append(Caption(language=language, text=vtt))
        else:
            around.lost(Loss.FILE_TYPE, name)
    return found


def _handouts(video: Element, around: Surroundings) -> str:
    """What is given out with the video, as links below it."""
    names = [one.get("src", "") for tag in ("track", "handout") for one in video.iter(tag)]
    names += [video.get("track", ""), video.get("handout", "")]
    links = {}
    for address in filter(None, names):
        path = around.shelf.take(re.split(r"block@|/static/", address)[-1], around.place)
        if path:
            links[path] = f"- [{posixpath.basename(path)}]({reference(path)})"
    return "\n".join(links.values())


def _list(written: str) -> list[str]:
    found = _decoded(written)
    return [str(one) for one in found] if isinstance(found, list) else []


def _mapping(written: str) -> dict[str, str]:
    found = _decoded(written)
    return {str(one): str(found[one]) for one in found} if isinstance(found, dict) else {}


def _decoded(written: str) -> object:
    try:
        return json.loads(written) if written else None
    except (ValueError, RecursionError):
        return None
