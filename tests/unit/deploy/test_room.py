"""Data of a checkout that is gone is never opened with the keys of the one in its place."""

from pathlib import Path

import pytest

from deploy.stack.servers import room
from deploy.stack.stack import Stack
from deploy.stack.state import State


def left_by_an_earlier_checkout(stack: Stack) -> Path:
    folder = room.data_folder(stack, State(), "postgres", owner=None)
    (folder / "PG_VERSION").write_text("15")
    return folder


def test_data_without_a_memory_of_it_is_put_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stack = Stack("local", tmp_path)
    left_by_an_earlier_checkout(stack)
    left_by_an_earlier_checkout(stack)

    folder = room.data_folder(stack, State(), "postgres", owner=None)

    assert list(folder.iterdir()) == []
    aside = sorted(folder.parent.glob("postgres.earlier*/PG_VERSION"))
    assert [path.parent.name for path in aside] == ["postgres.earlier1", "postgres.earlier2"]
    assert f"is kept in {aside[-1].parent}" in capsys.readouterr().out


def test_what_a_throw_away_copy_left_behind_goes(tmp_path: Path) -> None:
    stack = Stack("test", tmp_path)
    left_by_an_earlier_checkout(stack)

    folder = room.data_folder(stack, State(), "postgres", owner=None)

    assert list(folder.iterdir()) == []
    assert list(folder.parent.iterdir()) == [folder]


def test_remembered_data_stays(tmp_path: Path) -> None:
    stack, state = Stack("local", tmp_path), State()
    folder = room.data_folder(stack, state, "postgres", owner=None)
    (folder / "PG_VERSION").write_text("15")

    assert room.data_folder(stack, state, "postgres", owner=None) == folder
    assert (folder / "PG_VERSION").exists()
