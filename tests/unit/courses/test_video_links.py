"""Addresses of videos that lie on other servers."""

import pytest

from contracts.courses.errors import VideoLinkRefused
from services.courses.repository.revisions import content_row
from services.courses.video_links import is_video_url, read_video_url
from tests.factories.courses import make_lesson

FILM = "https://films.example.org/a/knots.mp4"


@pytest.mark.parametrize(
    "url",
    [
        FILM,
        "https://films.example.org/knots.webm",
        "https://films.example.org:8443/knots.m4v",
        "https://films.example.org/KNOTS.OGV",
        "HTTPS://films.example.org/knots.mp4",
        f"{FILM}?token=a%2Fb&expires=9",
        f"{FILM}#t=10",
        "https://films.example.org/%D9%81%D9%8A%D9%84%D9%85.mp4",
    ],
)
def test_the_address_of_a_video_is_taken_as_it_is(url: str) -> None:
    assert read_video_url(f" {url}\n") == url


@pytest.mark.parametrize(
    ("url", "detail"),
    [
        ("http://films.example.org/knots.mp4", "begins with https://"),
        ("films.example.org/knots.mp4", "begins with https://"),
        ("javascript:alert(1)//knots.mp4", "begins with https://"),
        ("data:video/mp4;base64,AAAA.mp4", "begins with https://"),
        ("//films.example.org/knots.mp4", "begins with https://"),
        ("https://ada:secret@films.example.org/knots.mp4", "name and the password"),
        ("https://ada@films.example.org/knots.mp4", "name and the password"),
        ("https://films.example.org/knots", "ends in .mp4, .webm, .m4v or .ogv"),
        ("https://films.example.org/knots.mov", "ends in .mp4"),
        ("https://films.example.org/watch?file=knots.mp4", "ends in .mp4"),
        ("https://films.example.org/#knots.mp4", "ends in .mp4"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "ends in .mp4"),
        ("https:///knots.mp4", "whole address"),
        ("https://[films/knots.mp4", "whole address"),
        ("https://films.example.org:99999/knots.mp4", "whole address"),
        ("https://films.example.org/kn ots.mp4", "whole address"),
        ("https://films.example.org/kn\tots.mp4", "whole address"),
        ('https://films.example.org/"><script>.mp4', "whole address"),
        (f"https://films.example.org/{'k' * 500}.mp4", "whole address"),
    ],
)
def test_anything_else_is_refused_at_its_field_with_what_to_do(url: str, detail: str) -> None:
    with pytest.raises(VideoLinkRefused) as refusal:
        read_video_url(url)

    (error,) = refusal.value.extra["errors"]
    assert error["pointer"] == "/video_url"
    assert detail in error["detail"]
    assert refusal.value.title == "Not the address of a video"
    assert not is_video_url(url)


def test_a_lesson_without_a_link_has_the_digest_it_was_published_under() -> None:
    """Otherwise every course would seem to have changed since its last edition."""
    before_links = "52affd19f760739edec34506646f0f77c9de9bcf7f71d069e5e755e1cde4fa27"

    assert content_row(make_lesson())["digest"] == before_links
    assert content_row(make_lesson(video_url=FILM))["digest"] != before_links
