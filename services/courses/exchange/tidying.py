"""Keeps what strangers wrote within the bounds of the academy's own fields."""

import re

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.findings import Findings
from services.courses.exchange.tree import Course, Lesson, Module, Topic

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT = 200, 300, 200_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LANGUAGE = re.compile(r"^[a-z]{2,3}$")
UNNAMED = "–"  # noqa: RUF001 (a dash where no title was)


def tidied(course: Course, findings: Findings) -> Course:
    """The course with titles, texts and keys that can be kept."""
    tidy = _Tidy(findings)
    language = course.language.replace("_", "-").lower().split("-")[0]
    return msgspec.structs.replace(
        course,
        title=_title(course.title),
        language=language if LANGUAGE.match(language) else "en",
        summary=_cut(_clean(course.summary), LONGEST_SUMMARY),
        description=_clean(course.description)[:LONGEST_TEXT],
        modules=[tidy.module(module) for module in course.modules],
    )


class _Tidy:
    """Remembers the keys that were met: a part that stands in two places is two parts."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
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
        if len(body) > LONGEST_TEXT:
            self._findings.add((*place, title), Loss.SETTING, f"{len(body)} > {LONGEST_TEXT}")
        return msgspec.structs.replace(
            lesson, key=self._key(lesson.key), title=title, body=body[:LONGEST_TEXT]
        )

    def _key(self, key: str) -> str:
        self._keys[key] = self._keys.get(key, 0) + 1
        return key if self._keys[key] == 1 else f"{key}~{self._keys[key]}"


def _title(text: str) -> str:
    return _cut(" ".join(_clean(text).split()), LONGEST_TITLE) or UNNAMED


def _clean(text: str) -> str:
    return CONTROL.sub("", text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2]} …"
