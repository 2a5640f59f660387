"""When the packages are installed again."""

from pathlib import Path

import pytest

from deploy import bootstrap


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished environment in a folder of its own."""
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    lock = tmp_path / "requirements.lock"
    lock.write_text("one==1.0\n")
    monkeypatch.setattr(bootstrap, "VENV", folder)
    monkeypatch.setattr(bootstrap, "PYTHON", folder / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMP", folder / ".academy-lock")
    monkeypatch.setattr(bootstrap, "LOCK_FILE", lock)
    bootstrap.STAMP.write_text(bootstrap.wanted())
    return folder


def test_a_finished_environment_is_left_alone(venv: Path) -> None:
    assert bootstrap.is_current()


def test_a_changed_lock_asks_for_an_installation(venv: Path) -> None:
    bootstrap.LOCK_FILE.write_text("one==1.1\n")

    assert not bootstrap.is_current()


def test_an_interrupted_installation_is_not_taken_for_a_finished_one(venv: Path) -> None:
    bootstrap.STAMP.unlink()

    assert not bootstrap.is_current()


def test_a_moved_checkout_asks_for_an_installation(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = venv.rename(venv.with_name("moved"))
    monkeypatch.setattr(bootstrap, "VENV", moved)
    monkeypatch.setattr(bootstrap, "PYTHON", moved / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMP", moved / ".academy-lock")

    assert not bootstrap.is_current()
