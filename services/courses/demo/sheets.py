"""Course sheets: a whole small course in one Markdown file.

Settings stand at the head, then the description; `# Module` begins a module and
`## Lesson {minutes=8 preview}` a lesson.
"""

import re
from pathlib import Path
from typing import Any

from contracts.base import Message
from contracts.courses.resources import LessonKind, Level
from contracts.types import Money
from services.courses.importing.front_matter import split_front_matter
from services.courses.prices import read_price
from services.courses.video_links import read_video_url
from services.courses.youtube import read_youtube_id

HEADING = re.compile(r"^(?P<level>##?) (?P<title>[^{]+?)(?: *\{(?P<marks>[^}]*)\})?$")
CODE_FENCE = "```"


class SheetLesson(Message, frozen=True, kw_only=True):
    """A lesson of a sheet."""

    title: str
    minutes: int
    preview: bool
    youtube_id: str | None
    video_url: str | None
    video: str | None
    body: str

    @property
    def kind(self) -> LessonKind:
        """What the lesson is made of."""
        if self.video:
            return LessonKind.VIDEO
        if self.video_url:
            return LessonKind.LINK
        return LessonKind.YOUTUBE if self.youtube_id else LessonKind.ARTICLE


class SheetModule(Message, frozen=True, kw_only=True):
    """A module of a sheet."""

    title: str
    lessons: list[SheetLesson]


class Sheet(Message, frozen=True, kw_only=True):
    """A course of the demo academy."""

    slug: str
    title: str
    summary: str
    category: str
    level: Level
    language: str
    price: Money
    teacher: str
    tags: list[str]
    description: str
    modules: list[SheetModule]


def read_sheets(folder: Path) -> list[Sheet]:
    """Every sheet of a folder, by name."""
    return [read_sheet(path) for path in sorted(folder.glob("*.md"))]


def read_sheet(path: Path) -> Sheet:
    """The course in one file."""
    fields, text = split_front_matter(path.read_text(encoding="utf-8"), path.name)
    parts = _parts(text)
    return Sheet(
        slug=path.stem,
        title=fields["title"],
        summary=fields["summary"],
        category=fields["category"],
        level=Level(fields["level"]),
        language=fields["language"],
        price=read_price(fields["price"]),
        teacher=fields["teacher"],
        tags=fields["tags"].split(", "),
        description=parts[0][1],
        modules=_modules(parts[1:]),
    )


def _parts(text: str) -> list[tuple[re.Match[str] | None, str]]:
    """The text cut at its headings of the first two levels; code is not looked into."""
    parts: list[tuple[re.Match[str] | None, list[str]]] = [(None, [])]
    in_code = False
    for line in text.splitlines():
        in_code ^= line.startswith(CODE_FENCE)
        heading = None if in_code else HEADING.match(line)
        if heading:
            parts.append((heading, []))
        else:
            parts[-1][1].append(line)
    return [(heading, "\n".join(lines).strip() + "\n") for heading, lines in parts]


def _modules(parts: list[tuple[re.Match[str] | None, str]]) -> list[SheetModule]:
    modules: list[SheetModule] = []
    for heading, body in parts:
        if heading is None:
            continue
        if heading["level"] == "#":
            modules.append(SheetModule(title=heading["title"], lessons=[]))
        else:
            modules[-1].lessons.append(_lesson(heading["title"], heading["marks"] or "", body))
    return modules


def _lesson(title: str, written: str, body: str) -> SheetLesson:
    marks: dict[str, Any] = dict(mark.split("=", 1) for mark in written.split() if "=" in mark)
    return SheetLesson(
        title=title,
        minutes=int(marks.get("minutes", 0)),
        preview="preview" in written.split(),
        youtube_id=read_youtube_id(marks["youtube"]) if "youtube" in marks else None,
        video_url=read_video_url(marks["link"]) if "link" in marks else None,
        video=marks.get("video"),
        body=body,
    )
