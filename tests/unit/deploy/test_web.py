"""Installing and building the web app, however often it is cut off."""

from pathlib import Path

import pytest

from deploy.stack import web
from deploy.stack.stack import Stack


class Npm:
    """Leaves what npm leaves, and is cut off halfway when a test wants that."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.found: list[set[str]] = []
        self.cut_off = False

    def __call__(self, _stack: Stack, folder: Path, _environment: object, *words: str) -> None:
        command = words[0] if words[0] == "install" else words[1]
        self.calls.append(command)
        made = folder / ("node_modules" if command == "install" else "dist")
        self.found.append({file.name for file in made.glob("*")})
        made.mkdir(exist_ok=True)
        (made / "half").touch()
        if self.cut_off:
            raise KeyboardInterrupt
        (made / "half").unlink()
        (made / "index.html").touch()


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch) -> Npm:
    npm = Npm()
    monkeypatch.setattr(web, "_npm", npm)
    monkeypatch.setattr(web, "node_folder", lambda stack: stack.root)
    return npm


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    folder = tmp_path / "gateway" / "web"
    folder.mkdir(parents=True)
    (tmp_path / ".academy").mkdir()
    (folder / "package-lock.json").write_text("first")
    (folder / "package.json").write_text("{}")
    return Stack("local", tmp_path)


def change(stack: Stack, name: str, text: str) -> None:
    (stack.root / "gateway" / "web" / name).write_text(text)


def cut_off(stack: Stack, npm: Npm) -> None:
    npm.cut_off = True
    with pytest.raises(KeyboardInterrupt):
        web.build(stack)
    npm.cut_off = False
    npm.calls.clear()
    npm.found.clear()


def test_it_is_installed_and_built_once(stack: Stack, npm: Npm) -> None:
    web.build(stack)
    web.build(stack)

    assert npm.calls == ["install", "build"]


def test_a_first_installation_that_was_cut_off_begins_from_nothing(stack: Stack, npm: Npm) -> None:
    cut_off(stack, npm)

    web.build(stack)

    assert npm.calls == ["install", "build"]
    assert npm.found[0] == set()


def test_another_lock_builds_upon_what_is_there(stack: Stack, npm: Npm) -> None:
    web.build(stack)
    change(stack, "package-lock.json", "second")

    web.build(stack)

    assert npm.calls == ["install", "build", "install", "build"]
    assert "index.html" in npm.found[2]


def test_an_update_that_was_cut_off_is_not_taken_for_what_was_before(
    stack: Stack, npm: Npm
) -> None:
    web.build(stack)
    change(stack, "package-lock.json", "second")
    cut_off(stack, npm)
    change(stack, "package-lock.json", "first")

    web.build(stack)

    assert npm.calls[0] == "install"
    assert npm.found[0] == set()


def test_a_build_that_was_cut_off_is_not_taken_for_what_was_before(stack: Stack, npm: Npm) -> None:
    web.build(stack)
    change(stack, "index.html", "second")
    cut_off(stack, npm)
    (stack.root / "gateway" / "web" / "index.html").unlink()

    web.build(stack)

    assert npm.calls == ["build"]


def test_packages_that_lie_elsewhere_are_not_removed(
    stack: Stack, npm: Npm, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "package").touch()
    (stack.root / "gateway" / "web" / "node_modules").symlink_to(elsewhere)

    web.build(stack)

    assert "package" in npm.found[0]
