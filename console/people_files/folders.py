"""Finding a file by typing: what a folder has that begins like this."""

import os
import stat
from enum import Enum, auto
from pathlib import Path

from console.text import safe_line
from contracts.accounts.errors import ImportRefused

LARGEST_BYTES = 700_000
"""So many bytes are taken at most (the limit of `Spreadsheet`)."""
MOST_SHOWN = 200
ENDINGS = (".csv", ".tsv", ".txt")


class Found(Enum):
    """What a path leads to."""

    NOTHING = auto()
    FOLDER = auto()
    OTHER = auto()
    FILE = auto()


def as_path(typed: str) -> Path:
    """What is typed, with `~` as the home folder; `~name` of nobody stays a name, as in a shell."""
    path = Path(typed.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def found_at(path: Path) -> tuple[Found, str]:
    """What is there, and the reason when this cannot be known."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Found.NOTHING, ""
    except OSError as failure:
        return Found.NOTHING, f"{failure.strerror}."
    except ValueError:
        return Found.NOTHING, "No file can have this name."
    if stat.S_ISDIR(mode):
        return Found.FOLDER, ""
    return (Found.FILE if stat.S_ISREG(mode) else Found.OTHER), ""


def matching(typed: str) -> list[str]:
    """Folders, with a slash at their end, and files of people that complete what is typed.

    A field writes its text to the terminal as it is; names that a terminal would obey are left out.
    """
    head, _, start = typed.rpartition("/")
    folder = as_path(f"{head}/" if head or typed.startswith("/") else ".")
    try:
        with os.scandir(folder) as entries:
            found = [(not entry.is_dir(), entry.name) for entry in entries]
    except (OSError, ValueError):
        return []
    stem = typed.removesuffix(start) if start else typed
    return [
        stem + name + ("" if is_file else "/")
        for is_file, name in sorted(found)
        if name.startswith(start)
        and name == safe_line(name)
        and (start or not name.startswith("."))
        and (not is_file or name.lower().endswith(ENDINGS))
    ][:MOST_SHOWN]


def completed(typed: str, choices: list[str]) -> str:
    """What is typed, as far as all choices go on alike."""
    # Letter by letter, as a shell does it.
    return os.path.commonprefix(choices) if choices else typed  # noqa: RUF071 (see above)


def read_people_file(path: Path) -> bytes:
    """The content; raises `ImportRefused` when it cannot be read or is too large to send."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise ImportRefused(f"{path} cannot be opened: {error.strerror}.") from None
    if len(content) > LARGEST_BYTES:
        raise ImportRefused(f"It is larger than {LARGEST_BYTES // 1000} kB. Split it.")
    return content
