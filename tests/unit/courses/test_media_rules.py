"""Sizes of videos, types of files and captions, as tables."""

from typing import NamedTuple

import pytest

from contracts.courses.errors import CaptionsUnreadable, FileContentRefused
from contracts.courses.media import VideoFault
from services.courses.policies import captions, file_types, media


class Shot(NamedTuple):
    width: int
    height: int


@pytest.mark.parametrize(
    ("shot", "heights"),
    [
        (Shot(3840, 2160), [1080, 720, 480, 240]),
        (Shot(1920, 1080), [1080, 720, 480, 240]),
        (Shot(1080, 1920), [1080, 720, 480, 240]),
        (Shot(1280, 720), [720, 480, 240]),
        (Shot(1000, 700), [700, 480, 240]),
        (Shot(854, 481), [480, 240]),
        (Shot(320, 181), [180]),
    ],
)
def test_no_size_is_larger_than_the_video(shot: Shot, heights: list[int]) -> None:
    assert media.heights_of(shot) == heights


@pytest.mark.parametrize(
    ("shot", "lines", "frame"),
    [
        (Shot(1920, 1080), 720, (1280, 720)),
        (Shot(1080, 1920), 720, (720, 1280)),
        (Shot(641, 361), 240, (426, 240)),
    ],
)
def test_frames_keep_their_shape_and_are_even(
    shot: Shot, lines: int, frame: tuple[int, int]
) -> None:
    assert media.frame_of(shot, lines) == frame


def test_smaller_sizes_take_less_of_the_line() -> None:
    kbits = [media.kbits_of(lines) for lines in media.LADDER]

    assert kbits[0] == 4500
    assert kbits == sorted(kbits, reverse=True)


def test_faults_that_stay_are_not_tried_again() -> None:
    assert media.may_try_again(VideoFault.NOT_CONVERTED, 2)
    assert not media.may_try_again(VideoFault.NOT_CONVERTED, 3)
    assert not media.may_try_again(VideoFault.UNREADABLE, 1)
    assert set(media.WORDS) == set(VideoFault)


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"\0\0\0\x18ftypisom\0\0\2\0", "video/mp4"),
        (b"\0\0\0\x18ftypheic\0\0\2\0", None),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "video/webm"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", None),
        (b"\x89PNG\r\n\x1a\n123", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\1\2\3\4WEBPVP8 ", "image/webp"),
        (b"RIFF\1\2\3\4WAVEfmt ", None),
        (b"GIF89a", "image/gif"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\3\4", "application/zip"),
        (b"name;age\n", "text/plain"),
        ("Größe".encode("latin-1"), "text/plain"),
        (b"MZ\x90\0\3\0", None),
        (b"\x7fELF\2\1\1\0", None),
    ],
)
def test_the_first_bytes_say_what_a_file_is(head: bytes, media_type: str | None) -> None:
    assert file_types.sniff(head) == media_type


def test_a_file_is_what_it_was_announced_as() -> None:
    file_types.ensure_is("text/csv", b"a,b\n")
    with pytest.raises(FileContentRefused, match="not an MP4 video: it holds a ZIP"):
        file_types.ensure_is("video/mp4", b"PK\3\4")
    with pytest.raises(FileContentRefused, match="something that is not taken"):
        file_types.ensure_is("image/png", b"\x7fELF\0")


def test_captions_lose_everything_but_words_and_times() -> None:
    given = (
        "\ufeffWEBVTT - made by hand\r\n\r\nSTYLE\r\n::cue { background: url(https://x) }\r\n\r\n"
        "NOTE not shown\r\n\r\nintro\r\n00:01.000 --> 00:02.500 line:0 align:start\r\n"
        "<v Noor>Hello <script>x</script>& <i>you</i>\r\n\r\n"
        "00:00.500 --> 00:00.900\r\nFirst\r\n"
    )

    assert captions.to_webvtt(given) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:00.900\nFirst\n\n"
        "00:00:01.000 --> 00:00:02.500\nHello x&amp; <i>you</i>\n"
    )


def test_cleaned_captions_stay_as_they_are() -> None:
    once = captions.to_webvtt("1\n01:02:03,004 --> 01:02:04,005\n3 < 4 &amp; 5\n")

    assert captions.to_webvtt(once) == once
    assert "01:02:03.004 --> 01:02:04.005\n3 &lt; 4 &amp; 5" in once


@pytest.mark.parametrize(
    "content", ["", "words", "00:00:01 --> 00:00:02\nx", "1\n00:02.000 --> 00:01.000\nbackwards"]
)
def test_what_holds_no_captions_is_refused(content: str) -> None:
    with pytest.raises(CaptionsUnreadable):
        captions.to_webvtt(content)
