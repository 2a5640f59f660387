"""The stored session is for one gateway and for its owner's eyes only."""

import os
import stat
from pathlib import Path

import pytest

from console.session_file import SessionFile, default_path
from contracts.accounts.messages import Session
from contracts.errors import Forbidden
from tests.unit.console.samples import ADMIN

HERE = "http://127.0.0.1:8000"
SESSION = Session(access_token="a" * 20, refresh_token="r" * 20, expires_in=600, user=ADMIN)


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    return SessionFile(tmp_path / "state" / "academy" / "console.json")


def test_what_was_saved_is_loaded(file: SessionFile) -> None:
    file.save(HERE, SESSION)

    assert file.load(HERE) == SESSION


def test_only_the_owner_can_read_it_whatever_the_umask(file: SessionFile) -> None:
    before = os.umask(0)
    try:
        file.save(HERE, SESSION)
        file.save(HERE, SESSION)
    finally:
        os.umask(before)

    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert [path.name for path in file.path.parent.iterdir()] == ["console.json"]


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o602, 0o644])
def test_a_file_that_others_can_reach_is_refused(file: SessionFile, mode: int) -> None:
    file.save(HERE, SESSION)
    file.path.chmod(mode)

    with pytest.raises(Forbidden, match="Other people can read"):
        file.load(HERE)


def test_another_gateway_never_sees_it(file: SessionFile) -> None:
    file.save(HERE, SESSION)

    assert file.load("https://elsewhere.example") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"address": "x"}', b"\xff"])
def test_a_broken_file_means_signing_in_again(file: SessionFile, content: bytes) -> None:
    file.save(HERE, SESSION)
    file.path.write_bytes(content)

    assert file.load(HERE) is None


def test_forgetting_twice_is_no_trouble(file: SessionFile) -> None:
    file.save(HERE, SESSION)

    file.forget()
    file.forget()

    assert file.load(HERE) is None


def test_the_place_follows_the_xdg_rules() -> None:
    assert default_path({"XDG_STATE_HOME": "/state"}) == Path("/state/academy/console.json")
    assert default_path({}) == Path.home() / ".local/state/academy/console.json"
