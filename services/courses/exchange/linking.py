"""Links between lessons, when some were edited elsewhere and have other keys since."""

import re
from urllib.parse import quote, unquote

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.findings import Findings
from services.courses.exchange.naming import url_name
from services.courses.exchange.tree import Course, Lesson, lessons_of, with_lessons

LINK = re.compile(
    r"\[(?P<words>(?:[^\[\]]|\\\[|\\\])*)\]\(lesson:(?P<key>[^()\s#]*)(?P<fragment>#[^()\s]*)?\)"
)
PREFIX = "res_"


def relinked(course: Course, findings: Findings) -> Course:
    """The course in which every link leads to a lesson; a dead one leaves its words."""
    return _Linker(course, findings).relinked(course)


class _Linker:
    """Knows by which names lessons are called."""

    def __init__(self, course: Course, findings: Findings) -> None:
        self._findings = findings
        self._keys = {lesson.key for lesson in lessons_of(course)}
        self._called = {name: key for key in self._keys for name in (_tail(key), url_name(key))}

    def relinked(self, course: Course) -> Course:
        """The same course, its texts led."""
        lessons = {lesson.key: self._lesson(lesson) for lesson in lessons_of(course)}
        description = self._text(course.description, ("description",))
        return msgspec.structs.replace(with_lessons(course, lessons), description=description)

    def _lesson(self, lesson: Lesson) -> Lesson:
        replace, place = msgspec.structs.replace, (lesson.title,)
        quiz = lesson.quiz and replace(
            lesson.quiz,
            questions=[
                replace(
                    one,
                    prompt=self._text(one.prompt, place),
                    explanation=self._text(one.explanation, place),
                )
                for one in lesson.quiz.questions
            ],
        )
        return replace(lesson, body=self._text(lesson.body, place), quiz=quiz)

    def _text(self, text: str, place: tuple[str, ...]) -> str:
        def lead(found: re.Match[str]) -> str:
            key = unquote(found["key"])
            if key in self._keys:
                return found[0]
            known = self._called.get(url_name(key)) or self._called.get(_tail(key))
            if known is None:
                self._findings.add(place, Loss.MISSING, f"lesson {found['words']}")
                return found["words"]
            return f"[{found['words']}](lesson:{quote(known)}{found['fragment'] or ''})"

        return LINK.sub(lead, text)


def _tail(key: str) -> str:
    """What a package calls a lesson itself."""
    return key.rpartition("/")[2].removeprefix(PREFIX)
