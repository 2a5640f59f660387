"""Films on pages of cartridges, which are lessons of their own here."""

import posixpath

import msgspec
from bs4 import BeautifulSoup, Tag

from contracts.courses.errors import YoutubeLinkUnknown
from services.courses.exchange.captions import LANGUAGE, from_srt
from services.courses.exchange.prose import Surroundings
from services.courses.exchange.tree import Caption, Lesson, LessonSort
from services.courses.importing.folder import Folder
from services.courses.video_links import is_video_url
from services.courses.youtube import read_youtube_id


def take_films(
    page: str, base: Lesson, around: Surroundings, folder: Folder
) -> tuple[str, list[Lesson]]:
    """The body of a page without its films, and a lesson for each of them."""
    soup = BeautifulSoup(page, "html.parser")
    found: list[Lesson] = []
    for tag in soup.find_all(["video", "iframe"]):
        lesson = _film(tag, base, around, folder)
        if lesson is not None:
            key = f"{base.key}/film{len(found) + 1}"
            found.append(msgspec.structs.replace(lesson, key=key))
            tag.decompose()
    return str(soup.body or soup), found


def _film(tag: Tag, base: Lesson, around: Surroundings, folder: Folder) -> Lesson | None:
    source = tag if tag.get("src") else tag.find("source")
    address = str(source.get("src") or "") if isinstance(source, Tag) else ""
    if tag.name == "iframe":
        try:
            youtube_id = read_youtube_id(f"https:{address}" if address[:2] == "//" else address)
        except YoutubeLinkUnknown:
            return None
        title = str(tag.get("title") or base.title)
        return Lesson(key="", title=title, sort=LessonSort.YOUTUBE, youtube_id=youtube_id)
    located = around.shelf.find(around.locate(address)) if address else None
    linked = address.strip() if located is None and is_video_url(address) else ""
    path = around.shelf.take(located, around.place) if located else None
    held = path is not None and around.shelf.assets[path].media_type.startswith("video/")
    if not held and not linked:
        return None
    captions = [one for track in tag.find_all("track") if (one := _caption(track, around, folder))]
    title = str(tag.get("title") or base.title or posixpath.basename(path or linked))
    film = Lesson(key="", title=title, sort=LessonSort.VIDEO, video=path or "", captions=captions)
    return film if held else msgspec.structs.replace(film, sort=LessonSort.LINK, video_url=linked)


def _caption(track: Tag, around: Surroundings, folder: Folder) -> Caption | None:
    path = around.shelf.find(around.locate(str(track.get("src") or "")))
    language = str(track.get("srclang") or "en")
    if path is None or not LANGUAGE.match(language):
        return None
    text = from_srt(folder.read_text(path))
    return Caption(language=language, text=text) if text else None
