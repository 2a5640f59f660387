"""Turns whatever people upload as their picture into a small square without secrets.

Only the decoded pixels go on: what a camera wrote about the place, and what somebody hid behind a
picture, stays behind.
"""

import asyncio
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from contracts.accounts.errors import PictureRefused

SIDE = 512
QUALITY = 82
MOST_BYTES = 10_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MOST_PIXELS = {"JPEG": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""Read from the header, before anything is decoded. JPEG is decoded at a fraction of its size."""

_one_at_a_time = asyncio.Semaphore(1)
"""Decoding takes memory by the pixel, so many at once must not add up."""


async def square(media_type: str, content: bytes) -> bytes:
    """The picture as a WebP file; raises `PictureRefused`."""
    wanted = FORMATS.get(media_type)
    if wanted is None:
        raise PictureRefused("Choose a JPEG, PNG or WebP picture.")
    async with _one_at_a_time:
        return await asyncio.to_thread(_square, wanted, content)


def _square(wanted: str, content: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _converted(wanted, content)
    except UnidentifiedImageError:
        raise PictureRefused("The file is not the kind of picture that it claims to be.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise PictureRefused("The picture is damaged.") from None


def _converted(wanted: str, content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=[wanted]) as picture:
        if picture.width * picture.height > MOST_PIXELS[wanted]:
            raise _too_many_pixels()
        picture.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(picture)
        cut = ImageOps.fit(_opaque(upright), (SIDE, SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    cut.save(written, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"")
    return written.getvalue()


def _opaque(picture: Image.Image) -> Image.Image:
    """What was transparent becomes white, as most pictures expect."""
    layered = picture.convert("RGBA")
    canvas = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(canvas, layered).convert("RGB")


def _too_many_pixels() -> PictureRefused:
    return PictureRefused("The picture has too many pixels. Make it smaller and try again.")
