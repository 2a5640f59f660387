"""What a file is, said by its first bytes: what a browser claims is only a claim."""

from contracts.courses.errors import FileContentRefused

HEAD_BYTES = 4096
MP4_BRANDS_REFUSED = {b"heic", b"heix", b"mif1", b"avif", b"M4A ", b"M4B "}
"""Pictures and sound in the same box format as films."""
NAMES = {
    "video/mp4": "an MP4 video",
    "video/webm": "a WebM video",
    "image/png": "a PNG picture",
    "image/jpeg": "a JPEG picture",
    "image/webp": "a WebP picture",
    "image/gif": "a GIF picture",
    "application/pdf": "a PDF",
    "application/zip": "a ZIP",
    "application/gzip": "a compressed archive",
    "text/plain": "text",
    "text/csv": "a CSV",
}


def sniff(head: bytes) -> str | None:
    """The media type of what begins so, or None when it is nothing that is taken."""
    if head[4:8] == b"ftyp":
        return None if head[8:12] in MP4_BRANDS_REFUSED else "video/mp4"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else None
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _STARTS if head.startswith(start)), _text(head))


_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
)
_CONTROLS = set(range(32)) - set(b"\t\n\r\f\x1b")


def _text(head: bytes) -> str | None:
    """Text in any of the encodings that spreadsheets write has no control characters."""
    return None if _CONTROLS & set(head) else "text/plain"


def ensure_is(media_type: str, head: bytes) -> None:
    """A file holds what it was announced as; a CSV is text."""
    found = sniff(head)
    wanted = "text/plain" if media_type == "text/csv" else media_type
    if found != wanted:
        holds = NAMES.get(found or "", "something that is not taken")
        raise FileContentRefused(f"The file is not {NAMES[media_type]}: it holds {holds}.")
