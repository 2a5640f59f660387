"""Headings, lost lines, rules and question banks of cartridges; addresses of Markdown lessons."""

from pathlib import Path

import pytest

from contracts.courses.exchange import Loss
from contracts.courses.questions import QuestionType
from services.common.storage import FileStore
from services.courses.exchange.placing import Target
from services.courses.exchange.reading import Reading
from services.courses.exchange.tree import Quiz, lessons_of
from services.courses.markdown import render
from services.courses.models import Course
from tests.factories.packages import CARTRIDGE, QTI
from tests.unit.courses.exchange.strange_package import COURSE_ID, by_key, lost, read

FIELD = (
    "<qtimetadatafield><fieldlabel>{}</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield>"
)
CARPENTRIES: dict[str, str | bytes] = {
    "config.yaml": "title: Counting\nsource: here\nepisodes: [a.md, b.md]\n",
    "index.md": "See [the first](episodes/a.md).\n",
    "episodes/a.md": (
        '---\ntitle: A\n---\n![A sheep](fig/sheep.png "One sheep"), [more][b], [twice](b.md "B").'
        "\n\n[b]: b.md#two\n[file]: data/sheep.csv\n"
    ),
    "episodes/b.md": "---\ntitle: B\n---\nTwo.\n",
    "episodes/fig/sheep.png": b"png",
    "episodes/data/sheep.csv": b"1,2\n",
}


def read_manifest(root: Path, *changes: tuple[str, str]) -> Reading:
    """The cartridge with a manifest in which some lines are others."""
    manifest = str(CARTRIDGE["imsmanifest.xml"])
    for before, after in changes:
        assert before in manifest
        manifest = manifest.replace(before, after)
    return read(root, {**CARTRIDGE, "imsmanifest.xml": manifest})


def read_quiz(root: Path, qti: str) -> Quiz:
    quiz = by_key(read(root, {**CARTRIDGE, "quiz.xml": qti}))["resource/quiz"].quiz
    assert quiz is not None
    return quiz


def test_a_heading_is_a_topic_with_the_lines_that_follow(tmp_path: Path) -> None:
    heading = '<item identifier="h"><title>Songs</title></item>'
    folder = '<item identifier="t1"><title>Tuning</title>'

    reading = read_manifest(
        tmp_path, (folder, heading), ("</item></item></item>\n", "</item></item>\n")
    )

    (module,) = reading.course.modules
    (topic,) = module.topics
    assert [lesson.title for lesson in module.lessons] == ["Strings", "By ear"]
    assert (topic.title, [lesson.title for lesson in topic.lessons]) == (
        "Songs",
        ["A song", "Check", "Sheet"],
    )


def test_a_line_that_opens_nothing_is_told(tmp_path: Path) -> None:
    reading = read_manifest(tmp_path, ('identifierref="sheet"', 'identifierref="gone"'))

    assert "gone" in [what for _, what in lost(reading, Loss.MISSING)]
    assert "Sheet" not in [lesson.title for lesson in lessons_of(reading.course)]


@pytest.mark.parametrize(
    ("label", "entry", "expected"),
    [
        ("qmd_timelimit", "45", {"time_limit_minutes": 45}),
        ("qmd_timelimit", "0", {}),
        ("qmd_timelimit", "999999999999", {}),
        ("qmd_solutionspermitted", "No", {"show_explanations": False}),
    ],
)
def test_fields_of_an_assessment_are_rules_of_the_quiz(
    tmp_path: Path, label: str, entry: str, expected: dict[str, object]
) -> None:
    field = FIELD.format(label, entry)

    quiz = read_quiz(tmp_path, QTI.replace("<qtimetadata>", f"<qtimetadata>{field}", 1))

    assert quiz.settings == {"attempts_allowed": 2, "shuffle_options": False} | expected


def test_choices_of_an_assessment_are_words(tmp_path: Path) -> None:
    marked = '<mattext texttype="text/html">&lt;p&gt;The &lt;b&gt;A&lt;/b&gt;&lt;/p&gt;</mattext>'

    quiz = read_quiz(tmp_path, QTI.replace("<mattext>A</mattext>", marked))

    assert [choice.text for choice in quiz.questions[0].choices] == ["The A", "B", "Z"]


def test_a_question_bank_is_there_for_quizzes_to_come(tmp_path: Path) -> None:
    bank = QTI.replace('<assessment ident="q1" title="Quiz">', '<objectbank ident="o">')
    bank = bank.replace("</section></assessment>", "</objectbank>").replace(
        '<section ident="s">', ""
    )
    resource = (
        '<resource identifier="bank" type="imsqti_xmlv1p2/imscc_xmlv1p1/question-bank">'
        '<file href="bank.xml"/></resource></resources>'
    )
    manifest = str(CARTRIDGE["imsmanifest.xml"]).replace("</resources>", resource)

    reading = read(tmp_path, {**CARTRIDGE, "imsmanifest.xml": manifest, "bank.xml": bank})

    assert [(one.key, one.sort) for one in reading.course.bank] == [
        ("bank/i1", QuestionType.MULTIPLE)
    ]


def test_every_address_of_a_markdown_lesson_leads_somewhere(tmp_path: Path) -> None:
    reading = read(tmp_path / "course", CARPENTRIES)
    target = Target(Course(id=COURSE_ID), reading.files, FileStore(tmp_path / "files"), render)

    first, second = lessons_of(reading.course)
    shown = render(target.led(first.body)).html

    picture, table = sorted(reading.files.values(), key=lambda file: file.path, reverse=True)
    assert f'src="file:{picture.id}"' in shown
    assert 'title="One sheep"' in shown
    assert shown.count(f"/learn/{COURSE_ID}/") == 2
    assert "lesson:" not in shown
    assert "asset:" not in target.led(first.body)
    assert f"[file]: file:{table.id}" in target.led(first.body)
    assert (first.preview, second.preview) == (True, None)
    assert [what for _, what in lost(reading, Loss.SETTING)] == ["license"]
