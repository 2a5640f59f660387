"""Common Cartridges of others become courses."""

from pathlib import Path

from contracts.courses.exchange import ExchangeFormat, Loss
from services.courses.exchange.findings import MARK
from services.courses.exchange.tree import LessonSort
from tests.factories.packages import CARTRIDGE
from tests.unit.courses.exchange.strange_package import by_key, lost, read


def test_a_cartridge_becomes_modules_topics_and_lessons(tmp_path: Path) -> None:
    reading = read(tmp_path, CARTRIDGE)

    lessons = by_key(reading)
    assert reading.format is ExchangeFormat.COMMON_CARTRIDGE
    assert reading.course.title == "Guitar"
    assert [(one.title, one.sort) for one in lessons.values()] == [
        ("Strings", LessonSort.ARTICLE),
        ("By ear", LessonSort.VIDEO),
        ("A song", LessonSort.YOUTUBE),
        ("Check", LessonSort.QUIZ),
        ("Sheet", LessonSort.ARTICLE),
    ]
    assert [topic.title for topic in reading.course.modules[0].topics] == ["Tuning"]
    assert "![A neck](asset:web_resources/neck.png)" in lessons["resource/page"].body
    assert "[Print](lesson:resource/sheet)" in lessons["resource/page"].body
    assert lessons["resource/page/film1"].video == "web_resources/ear.mp4"
    assert lost(reading, Loss.DISCUSSION) == [(f"Basics{MARK}Tuning{MARK}Talk", "imsdt_xmlv1p1")]


def test_an_assessment_of_a_cartridge_is_read_with_its_keys(tmp_path: Path) -> None:
    reading = read(tmp_path, CARTRIDGE)

    quiz = by_key(reading)["resource/quiz"].quiz
    assert quiz is not None
    assert quiz.settings == {"attempts_allowed": 2, "shuffle_options": False}
    assert quiz.questions[0].prompt == "Which are **notes**?"
    assert [choice.correct for choice in quiz.questions[0].choices] == [True, True, False]
    assert [what for _, what in lost(reading, Loss.ANSWER)] == ["cc.pattern_match.v0p1"]
