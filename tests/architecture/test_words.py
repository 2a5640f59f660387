"""Nothing in the repository is true of one machine only, and nothing is fetched from elsewhere."""

import re
import subprocess
from collections.abc import Iterator

from tests.architecture.sources import ROOT

SEPARATOR = "/"
FOLDERS = "|".join(f"{SEPARATOR}{name}" for name in ("work", "home", "root"))
PATHS = re.compile(rf"(?<![\w.\-}}])(?:{FOLDERS})/[\w.]")
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host")
BINARY = {".png", ".jpg", ".webp", ".ico", ".woff2", ".gz", ".zip", ".pdf", ".mp4", ".svg"}


def written_files() -> Iterator[tuple[str, str]]:
    """Path and text of every file that is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix not in BINARY:
            yield name, path.read_text(errors="replace")


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [name for name, text in written_files() if PATHS.search(text)]

    assert not found


def test_the_lock_files_do_not_say_where_packages_come_from() -> None:
    requirements = (ROOT / "requirements.lock").read_text()
    package_lock = (ROOT / "gateway/web/package-lock.json").read_text()

    assert not re.search(r"https?://|--", re.sub(r"--hash=sha256:\w{64}", "", requirements))
    assert '"resolved": "http' not in package_lock


def test_no_file_chooses_a_package_index() -> None:
    here = "tests/architecture/test_words.py"

    found = [name for name, text in written_files() if name != here and INDEX.search(text)]

    assert not found


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"\n(?=[a-z])", (ROOT / "requirements.lock").read_text().strip())

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
