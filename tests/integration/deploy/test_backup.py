"""A backup brings everything back, and a damaged one changes nothing."""

from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from tests.integration.deploy.checkout import Checkout

pytestmark = [pytest.mark.postgres, pytest.mark.broker]


def test_restore_brings_back_rows_and_files_of_the_moment_of_the_backup(
    checkout: Checkout, tmp_path: Path
) -> None:
    upload = Path(checkout.variables()["FILES_DIR"]) / "ab" / "abcd"
    upload.parent.mkdir()
    upload.write_text("a video")
    _sql(checkout, "insert into notes values ('before')")
    checkout.call("backup", str(tmp_path))
    _sql(checkout, "insert into notes values ('after')")
    upload.write_text("damaged")

    checkout.call("restore", str(_only(tmp_path)), "--yes")

    assert _notes(checkout) == ["before"]
    assert upload.read_text() == "a video"
    assert len((checkout.root / "demo-runs").read_text().splitlines()) == 1
    assert checkout.try_to("status")[0] == 0


def test_a_damaged_backup_is_refused_before_anything_changes(
    checkout: Checkout, tmp_path: Path
) -> None:
    checkout.call("backup", str(tmp_path))
    dump = _only(tmp_path) / "courses.dump"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    before = _notes(checkout)

    code, said = checkout.try_to("restore", str(_only(tmp_path)), "--yes")

    assert code == 1
    assert "damaged" in said
    assert "courses.dump" in said
    assert _notes(checkout) == before


def test_restore_asks_first(checkout: Checkout, tmp_path: Path) -> None:
    checkout.call("backup", str(tmp_path))
    _sql(checkout, "insert into notes values ('kept')")

    code, said = checkout.try_to("restore", str(_only(tmp_path)))

    assert code == 1
    assert "Nothing was changed" in said
    assert "kept" in _notes(checkout)


def _only(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def _notes(checkout: Checkout) -> list[str]:
    return [str(text) for (text,) in _sql(checkout, "select text from notes")]


def _sql(checkout: Checkout, statement: str) -> list[tuple[object, ...]]:
    url = checkout.variables()["COURSES_DATABASE_URL"].replace("+psycopg2", "")
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []
