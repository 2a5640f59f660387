"""The checklist says what is missing before a course is published."""

from typing import Any

from msgspec.structs import replace

from console.checklist import checks
from tests.unit.console.samples import make_course, make_lesson, make_outline


def missing(**changes: Any) -> list[str]:
    """What is not in order about a course with these changes."""
    return [check.finding for check in checks(make_course(**changes)) if not check.in_order]


def test_a_complete_course_has_nothing_missing() -> None:
    lesson = replace(make_lesson("Try me"), preview=True)
    outline = [replace(make_outline()[0], lessons=[lesson])]

    assert missing(outline=outline, cover_url="/files/1") == []


def test_an_empty_course_misses_almost_everything() -> None:
    assert missing(summary="", description="", outline=[]) == [
        "no summary",
        "no description",
        "no lessons",
        "nothing to try for free",
        "no cover picture",
    ]


def test_a_module_without_lessons_is_named() -> None:
    outline = [*make_outline(), replace(make_outline()[0], title="Later", lessons=[])]

    assert "empty module: Later" in missing(outline=outline)


def test_a_license_names_its_author() -> None:
    licence = make_course().licence
    assert licence is not None

    assert "license without credit" in missing(licence=replace(licence, credit=""))
