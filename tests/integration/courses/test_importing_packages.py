"""Packages, imported as an operator does it."""

import os
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.types import Role
from services.courses import models
from services.courses.importing import __main__ as command
from tests.factories.courses import make_actor
from tests.factories.packages import CARTRIDGE, OLX, tar_of, unpacked, zip_of

pytestmark = pytest.mark.postgres

EMAIL = "amina@example.org"
DEMO = Path(os.environ.get("OPENEDX_DEMO_COURSE", "nowhere"))


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


@pytest.mark.skipif(not DEMO.is_dir(), reason="the Open edX demo course is not on this machine")
def test_the_open_edx_demo_course_arrives_whole(session: Session, tmp_path: Path) -> None:
    package = tmp_path / "demo.tar.gz"
    with tarfile.open(package, "w:gz") as archive:
        archive.add(DEMO, "course")

    import_path(package)

    course = only_course(session)
    lessons = session.scalars(select(models.Lesson)).all()
    kinds = {file.media_type for file in session.scalars(select(models.CourseFile))}
    assert len(session.scalars(select(models.Module)).all()) == 6
    assert sum(lesson.kind.value == "article" for lesson in lessons) == 58
    assert sum(lesson.kind.value == "youtube" for lesson in lessons) == 10
    assert [lesson.title for lesson in lessons if lesson.video_file_id] == ["Jellyfish Video"]
    assert {"video/mp4", "application/pdf", "image/png"} <= kinds
    assert course.title == "Open edX Demo Course"
