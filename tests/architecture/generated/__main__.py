"""`python -m tests.architecture.generated [NAME …]`: accept what the code now says."""

import sys
from pathlib import Path

from tests.architecture.generated import GENERATORS, schemas
from tests.architecture.sources import ROOT


def accept(names: list[str]) -> int:
    """Write the documents that differ and name them."""
    for name in names or list(GENERATORS):
        documents = GENERATORS[name]()
        for path, text in documents.items():
            _write(ROOT / path, text)
    if not names or "schemas" in names:
        _remove_retired()
    return 0


def _write(path: Path, text: str) -> None:
    if path.exists() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def _remove_retired() -> None:
    wanted = {ROOT / path for path in schemas.documents()}
    for path in set((ROOT / schemas.FOLDER).glob("*.json")) - wanted:
        path.unlink()
        sys.stdout.write(f"{path.relative_to(ROOT)} removed: does anybody still send it?\n")


if __name__ == "__main__":
    sys.exit(accept(sys.argv[1:]))
