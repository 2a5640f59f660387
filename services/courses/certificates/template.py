"""How certificates look and what their files are called, said without drawing one."""

import functools
import hashlib
from importlib.metadata import version
from pathlib import Path

from contracts.courses.certificates import CertificateSnapshot

LIBRARIES = ("fpdf2", "fonttools", "uharfbuzz", "segno")
DRAWN_BY = ("rendering", "page", "ornaments", "wording")


@functools.cache
def template() -> str:
    """The SHA-256 of all that decides how a certificate looks."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    drawn_by = (folder / f"{name}.py" for name in DRAWN_BY)
    for path in (*drawn_by, *sorted((folder / "fonts").glob("*.ttf"))):
        digest.update(path.read_bytes())
    digest.update(" ".join(version(name) for name in LIBRARIES).encode())
    return digest.hexdigest()


def file_name(snapshot: CertificateSnapshot) -> str:
    """What a downloaded certificate is called."""
    return f"{snapshot.course[:60].strip()} ({snapshot.code}).pdf".replace("/", "-")
