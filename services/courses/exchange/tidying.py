"""Keeps what strangers wrote within the bounds of the academy's own fields."""

import re
from datetime import UTC
from typing import Any, TypeVar

import msgspec

from contracts.base import Message
from contracts.courses.exchange import Loss
from contracts.courses.resources import Licence
from services.courses.exchange.findings import Findings
from services.courses.exchange.fitting import Fitter
from services.courses.exchange.linking import relinked
from services.courses.exchange.saying import fitting_captions
from services.courses.exchange.tree import Course, Lesson, LessonSort, Module, Topic
from services.courses.exchange.waiting import with_requirements
from services.courses.video_links import is_video_url

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT = 200, 300, 200_000
MOST_MINUTES, MOST_DAYS = 100_000, 3650
FIRST_YEAR, LAST_YEAR = 1970, 2200
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LANGUAGE = re.compile(r"^[a-z]{2,3}$")
YOUTUBE = re.compile(r"^[A-Za-z0-9_-]{11}$")
WEB = re.compile(r"^https?://", re.IGNORECASE)
UNNAMED = "–"  # noqa: RUF001 (a dash where no title was)
PartT = TypeVar("PartT", bound=Message)


def tidied(course: Course, findings: Findings) -> Course:
    """The course with titles, texts and keys that can be kept."""
    tidy = _Tidy(course, findings)
    language = course.language.replace("_", "-").lower().split("-")[0]
    tidied = msgspec.structs.replace(
        course,
        title=_title(course.title),
        language=language if LANGUAGE.match(language) else "en",
        summary=_cut(_clean(course.summary), LONGEST_SUMMARY),
        description=_clean(course.description)[:LONGEST_TEXT],
        licence=_licence(course.licence),
        modules=[tidy.module(module) for module in course.modules],
        bank=Fitter(findings).questions([_cleaned(one) for one in course.bank], ()),
    )
    return relinked(with_requirements(tidied, findings), findings)


class _Tidy:
    """Remembers the keys that were met: a part that stands in two places is two parts."""

    def __init__(self, course: Course, findings: Findings) -> None:
        self._assets = course.assets
        self._findings = findings
        self._fitter = Fitter(findings)
        self._keys: dict[str, int] = {}

    def module(self, module: Module) -> Module:
        title = _title(module.title)
        return msgspec.structs.replace(
            module,
            key=self._key(module.key),
            title=title,
            lessons=[self._lesson(lesson, (title,)) for lesson in module.lessons],
            topics=[self._topic(topic, (title,)) for topic in module.topics],
        )

    def _topic(self, topic: Topic, place: tuple[str, ...]) -> Topic:
        title = _title(topic.title)
        lessons = [self._lesson(lesson, (*place, title)) for lesson in topic.lessons]
        return Topic(key=self._key(topic.key), title=title, lessons=lessons)

    def _lesson(self, lesson: Lesson, place: tuple[str, ...]) -> Lesson:
        title, body = _title(lesson.title), _clean(lesson.body)
        here = (*place, title)
        if len(body) > LONGEST_TEXT:
            self._findings.add(here, Loss.SETTING, f"{len(body)} > {LONGEST_TEXT}")
        quiz = self._fitter.quiz(_cleaned(lesson.quiz), here) if lesson.quiz else None
        return msgspec.structs.replace(
            _bounded(lesson),
            key=self._key(lesson.key),
            title=title,
            body=body[:LONGEST_TEXT],
            youtube_id=lesson.youtube_id if YOUTUBE.match(lesson.youtube_id) else "",
            video_url=lesson.video_url if is_video_url(lesson.video_url) else "",
            video=lesson.video if self._is_film(lesson.video) else "",
            captions=fitting_captions(lesson, here, self._findings),
            quiz=quiz if lesson.sort is LessonSort.QUIZ else None,
        )

    def _is_film(self, path: str) -> bool:
        asset = self._assets.get(path)
        return asset is not None and asset.media_type.startswith("video/")

    def _key(self, key: str) -> str:
        self._keys[key] = self._keys.get(key, 0) + 1
        return key if self._keys[key] == 1 else f"{key}~{self._keys[key]}"


def _bounded(lesson: Lesson) -> Lesson:
    """The lesson with numbers and moments that the database takes."""
    opens, days = lesson.release_at, lesson.release_after_days
    if opens is not None and not FIRST_YEAR <= opens.year <= LAST_YEAR:
        opens = None
    return msgspec.structs.replace(
        lesson,
        minutes=min(max(lesson.minutes, 0), MOST_MINUTES),
        release_at=opens.replace(tzinfo=opens.tzinfo or UTC) if opens else None,
        release_after_days=days if days and not opens and 0 < days <= MOST_DAYS else None,
    )


def _licence(licence: Licence | None) -> Licence | None:
    """Terms whose addresses lead to the web and nowhere else."""
    addresses = [licence.url, licence.credit_url] if licence else []
    return licence if all(WEB.match(one) for one in addresses if one) else None


def _title(text: str) -> str:
    return _cut(" ".join(_clean(text).split()), LONGEST_TITLE) or UNNAMED


def _cleaned(part: PartT) -> PartT:
    """The same without signs that no text holds."""
    return msgspec.convert(_without_controls(msgspec.to_builtins(part)), type(part))


def _without_controls(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list):
        return [_without_controls(one) for one in value]
    if isinstance(value, dict):
        return {name: _without_controls(one) for name, one in value.items()}
    return value


def _clean(text: str) -> str:
    return CONTROL.sub("", text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2]} …"
