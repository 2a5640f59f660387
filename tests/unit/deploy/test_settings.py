"""What a person may set, and what the documents say about it."""

import stat
from pathlib import Path

import pytest

from deploy.stack import files, settings
from deploy.stack.report import Refused
from deploy.stack.stack import ROOT, Stack
from deploy.stack.state import load_secrets

COMPOSE_ONLY = {
    "ACADEMY_ENV",
    "POSTGRES_PASSWORD",
    "RABBITMQ_PASSWORD",
    "REDIS_PASSWORD",
    *(f"{name}_DATABASE_PASSWORD" for name in ("ACCOUNTS", "COURSES", "PAYMENTS", "NOTIFICATIONS")),
}


def test_the_example_names_every_setting_and_no_other() -> None:
    named = settings.parse(ROOT / ".env.example")

    assert set(named) == settings.NAMES | COMPOSE_ONLY


def test_compose_uses_only_variables_that_the_example_names() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    used = {piece.partition(":")[0].partition("}")[0] for piece in text.split("${")[1:]}

    assert used <= set(settings.parse(ROOT / ".env.example"))


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("LOG_LEVEL=DEBUG", "DEBUG"),
        ("export LOG_LEVEL=DEBUG", "DEBUG"),
        ("LOG_LEVEL='DEBUG # loud'", "DEBUG # loud"),
        ("LOG_LEVEL=DEBUG # loud", "DEBUG"),
        ("LOG_LEVEL=a=b", "a=b"),
        ("LOG_LEVEL=", ""),
    ],
)
def test_lines_of_the_env_file_are_read_as_shells_read_them(
    tmp_path: Path, line: str, value: str
) -> None:
    path = tmp_path / ".env"
    path.write_text(f"# a comment\n\n{line}\n")

    assert settings.parse(path) == {"LOG_LEVEL": value}


def test_a_line_without_a_value_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("LOG_LEVEL=INFO\nnonsense\n")

    with pytest.raises(Refused, match="line 2"):
        settings.parse(path)


def test_the_environment_wins_over_the_file_and_private_stacks_read_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=DEBUG\nMAIL_FROM=me@academy.example\nOTHER=1\n")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    monkeypatch.delenv("MAIL_FROM", raising=False)

    found = settings.read(Stack("local", tmp_path))

    assert found["LOG_LEVEL"] == "ERROR"
    assert found["MAIL_FROM"] == "me@academy.example"
    assert "OTHER" not in found
    assert settings.read(Stack("test", tmp_path)) == {}


def test_secrets_are_made_once_kept_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    stack = Stack("local", tmp_path)
    stack.open()

    first = load_secrets(stack, ["accounts"])
    second = load_secrets(stack, ["accounts", "courses"])

    mode = stat.S_IMODE((stack.folder / "secrets.json").stat().st_mode)
    assert mode == 0o600
    assert second.call_signing_key == first.call_signing_key
    assert second.database_passwords["accounts"] == first.database_passwords["accounts"]
    assert set(second.database_passwords) == {"accounts", "courses"}


def test_a_file_keeps_its_old_content_when_writing_the_new_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "state.json"
    files.write(path, b"old")

    def fail(self: Path, target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        files.write(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_lock_is_seen_while_it_is_held(tmp_path: Path) -> None:
    lock = tmp_path / "lock"

    with files.locked(lock):
        assert files.is_locked(lock)

    assert not files.is_locked(lock)
