"""Packages, imported as an operator does it."""

import os
import tarfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.types import Role
from services.courses import models
from services.courses.exchange.findings import MARK
from services.courses.importing import __main__ as command
from tests.factories.courses import make_actor
from tests.factories.packages import CARTRIDGE, OLX, tar_of, unpacked, zip_of

pytestmark = pytest.mark.postgres

EMAIL = "amina@example.org"
DEMO = Path(os.environ.get("OPENEDX_DEMO_COURSE", "nowhere"))
needs_demo = pytest.mark.skipif(
    not DEMO.is_dir(), reason="OPENEDX_DEMO_COURSE names no folder of the Open edX demo course"
)


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch, session: Session) -> None:
    monkeypatch.setenv("COURSES_DATABASE_URL", url)
    monkeypatch.setenv("FILES_DIR", str(tmp_path / "files"))
    monkeypatch.setenv("FILES_SIGNING_KEY", "k" * 40)
    actor = make_actor(Role.TEACHER)
    session.add(models.Person(id=actor.user_id, name="Amina", email=EMAIL, role=Role.TEACHER))
    session.commit()


def import_path(path: Path) -> None:
    command.main([str(path), "--teacher", EMAIL, "--price", "0 EUR"])


def only_course(session: Session) -> models.Course:
    session.expire_all()
    return session.scalars(select(models.Course)).one()


def test_an_olx_package_is_published_and_stays_when_nothing_changes(
    session: Session, tmp_path: Path
) -> None:
    package = tar_of(OLX, tmp_path / "guitar.tar.gz")

    import_path(package)
    first = only_course(session).revision_number
    import_path(package)

    course = only_course(session)
    assert (course.title, course.live, first, course.revision_number) == ("Guitar", True, 1, 1)


def test_a_change_makes_the_next_revision(session: Session, tmp_path: Path) -> None:
    import_path(tar_of(OLX, tmp_path / "one.tar.gz"))
    import_path(tar_of({**OLX, "html/h2.html": "<p>New.</p>"}, tmp_path / "two.tar.gz"))

    assert only_course(session).revision_number == 2


def test_folders_and_cartridges_are_taken_as_well(session: Session, tmp_path: Path) -> None:
    unpacked(tmp_path / "folder", OLX)

    import_path(tmp_path / "folder")
    import_path(zip_of(CARTRIDGE, tmp_path / "guitar.imscc"))

    session.expire_all()
    assert len(session.scalars(select(models.Course)).all()) == 2


def test_a_package_that_is_refused_ends_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no archive")

    with pytest.raises(SystemExit, match="neither a ZIP"):
        import_path(tmp_path / "x.zip")


def test_a_quiz_that_changed_makes_the_next_revision_and_one_that_did_not_makes_none(
    session: Session, tmp_path: Path
) -> None:
    def asked() -> list[int]:
        session.expire_all()
        return [version.number for version in session.scalars(select(models.QuizVersion))]

    import_path(tar_of(OLX, tmp_path / "one.tar.gz"))
    import_path(tar_of(OLX, tmp_path / "same.tar.gz"))
    assert (only_course(session).revision_number, asked()) == (1, [1])

    changed = str(OLX["problem/p2.xml"]).replace("440", "442")
    import_path(tar_of({**OLX, "problem/p2.xml": changed}, tmp_path / "two.tar.gz"))

    assert (only_course(session).revision_number, asked()) == (2, [1, 2])


def test_the_report_counts_and_names_what_was_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_path(tar_of(OLX, tmp_path / "guitar.tar.gz"))

    output = capsys.readouterr().out
    assert "1 modules with 1 topics" in output
    assert "1 quizzes with 2 questions" in output
    assert "2 videos with 1 captions" in output
    place = MARK.join(["Basics", "Tuning", "Strings", "Tuner"])
    assert f"could not be mapped: {place}: lti (tool)" in output


def import_demo(tmp_path: Path) -> None:
    package = tmp_path / "demo.tar.gz"
    with tarfile.open(package, "w:gz") as archive:
        archive.add(DEMO, "course")
    import_path(package)


def rows(session: Session, kind: Any) -> Sequence[Any]:
    session.expire_all()
    return session.scalars(select(kind)).all()


@needs_demo
def test_the_open_edx_demo_course_arrives_whole(session: Session, tmp_path: Path) -> None:
    import_demo(tmp_path)

    course = only_course(session)
    lessons = rows(session, models.Lesson)
    kinds = Counter(lesson.kind.value for lesson in lessons)
    assert course.title == "Open edX Demo Course"
    assert len(rows(session, models.Module)) == 6
    assert len(rows(session, models.Topic)) == 17
    assert kinds == {"article": 58, "youtube": 10, "video": 1, "quiz": 9}
    assert all(lesson.topic_id is not None and lesson.ready for lesson in lessons)
    assert [lesson.title for lesson in lessons if lesson.video_file_id] == ["Jellyfish Video"]
    types = {file.media_type for file in rows(session, models.CourseFile)}
    assert {"video/mp4", "application/pdf", "image/png"} <= types
    assert course.lesson_count == 78


@needs_demo
def test_the_quizzes_and_captions_of_the_demo_course_are_there(
    session: Session, tmp_path: Path
) -> None:
    import_demo(tmp_path)

    questions = Counter(row.type.value for row in rows(session, models.Question))
    assert questions == {"single": 18, "multiple": 2, "number": 3, "text": 2, "essay": 1}
    drawn = [slot for quiz in rows(session, models.Quiz) for slot in quiz.slots if slot["pool"]]
    assert [slot["draw"] for slot in drawn] == [2]
    assert len(rows(session, models.QuizVersion)) == 9
    languages = Counter(row.language for row in rows(session, models.Caption))
    assert languages == {"en": 5, "es": 1}


@needs_demo
def test_the_report_of_the_demo_course_names_what_could_not_be_mapped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_demo(tmp_path)

    lines = capsys.readouterr().out.splitlines()
    lost = Counter(line.rpartition("(")[2].rstrip(")") for line in lines if "mapped:" in line)
    assert {"tool": 2, "interactive": 11, "program": 7, "survey": 2, "peer": 4}.items() <= (
        lost.items()
    )
    assert any("drag-and-drop-v2 (interactive)" in line for line in lines)


@needs_demo
def test_the_demo_course_comes_again_without_any_change(session: Session, tmp_path: Path) -> None:
    import_demo(tmp_path)
    before = {row.id: row.changed_at for row in rows(session, models.Question)}

    import_demo(tmp_path)

    assert only_course(session).revision_number == 1
    assert {lesson.version for lesson in rows(session, models.Lesson)} == {1}
    assert {row.id: row.changed_at for row in rows(session, models.Question)} == before
    assert len(rows(session, models.Caption)) == 6
