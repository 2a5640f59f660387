"""Reads what is embedded in a PDF that a stranger sent, in a process of its own.

A PDF can be written to keep its reader busy or to fill its memory, so the reader runs with little
of both, and nothing but a small JSON document comes back from it:
`python -m services.courses.certificates.reading < FILE`.
"""

import io
import logging
import resource
import subprocess
import sys
from pathlib import Path

ATTACHMENT = "certificate.json"
"""What the signed certificate is called inside its PDF."""

SECONDS = 5
MEMORY_BYTES = 512 * 2**20
MOST_BYTES = 64 * 1024
NOTHING_INSIDE = 3
UNREADABLE = 4


class PdfUnreadable(Exception):
    """No PDF, or one that takes too much to read."""


def embedded(content: bytes) -> bytes | None:
    """The certificate inside a PDF, or None when there is none; raises `PdfUnreadable`."""
    root = Path(__file__).parents[3]
    try:
        done = subprocess.run(  # noqa: S603 (our own module, fed through its standard input)
            [sys.executable, "-m", __name__],
            input=content,
            capture_output=True,
            timeout=SECONDS * 2,
            check=False,
            cwd=root,
            env={"PYTHONPATH": str(root)},
        )
    except subprocess.TimeoutExpired:
        raise PdfUnreadable from None
    if done.returncode == NOTHING_INSIDE:
        return None
    if done.returncode != 0:
        raise PdfUnreadable
    return done.stdout


def main() -> int:
    """Write the attachment to the standard output; the exit status says why there is none."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        found = extract(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 (whatever a hostile file causes, it is unreadable)
        return UNREADABLE
    if found is None:
        return NOTHING_INSIDE
    sys.stdout.buffer.write(found)
    return 0


def extract(content: bytes) -> bytes | None:
    """The attachment of a PDF, at most so many bytes of it."""
    from pypdf import PdfReader  # noqa: PLC0415 (only this process pays for it)
    from pypdf.generic import DictionaryObject, NameObject  # noqa: PLC0415 (see above)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content), strict=True)
    nothing = DictionaryObject()
    names = reader.root_object.get("/Names", nothing).get_object()
    listed = names.get("/EmbeddedFiles", nothing).get_object().get("/Names", [])
    for name, entry in zip(listed[::2], listed[1::2], strict=False):
        if name == ATTACHMENT:
            stream = entry.get_object()["/EF"].get_object()[NameObject("/F")].get_object()
            return bytes(stream.get_data())[:MOST_BYTES]
    return None


if __name__ == "__main__":
    sys.exit(main())
