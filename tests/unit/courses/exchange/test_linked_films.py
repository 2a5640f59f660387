"""Films of packages that lie on other servers: played from there where browsers can do it."""

from pathlib import Path
from typing import Any

import pytest

from contracts.courses.exchange import Loss
from services.courses.exchange.cartridge.writing import write_cartridge
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.writing import write_olx
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.reading import Reading
from services.courses.exchange.tree import Course, Lesson, LessonSort, Module
from tests.factories.neutral import CAPTION, ELSEWHERE
from tests.factories.packages import CARTRIDGE, OLX
from tests.unit.courses.exchange.round_trip import read as read_again
from tests.unit.courses.exchange.strange_package import by_key, lost, read

HTTPS = "https://cdn.example/films/strings.mp4"


def read_video(root: Path, video: str) -> Reading:
    """The course of Open edX with another film."""
    return read(root, {**OLX, "video/film.xml": video})


@pytest.mark.parametrize(
    "video",
    [
        f'<video display_name="By ear"><source src="{HTTPS}"/></video>',
        f"<video html5_sources='[\"{HTTPS}\"]'/>",
        f'<video html5_sources=\'["http://cdn.example/a.mp4", " {HTTPS} "]\'/>',
        f'<video><source src="https://cdn.example/a.m3u8"/><source src="{HTTPS}"/></video>',
    ],
    ids=["source", "list", "second", "playlist"],
)
def test_a_film_of_open_edx_is_played_from_where_it_lies(tmp_path: Path, video: str) -> None:
    reading = read_video(tmp_path, video)

    film = by_key(reading)["video/film"]
    assert (film.sort, film.video_url, film.video) == (LessonSort.LINK, HTTPS, "")
    assert lost(reading, Loss.REMOTE) == []


def test_a_film_that_the_package_holds_is_not_played_from_elsewhere(tmp_path: Path) -> None:
    film = by_key(read(tmp_path, OLX))["video/film"]

    assert (film.sort, film.video_url) == (LessonSort.VIDEO, "")


def test_a_film_that_youtube_has_stays_there(tmp_path: Path) -> None:
    video = f'<video youtube_id_1_0="AOUEsgFrYeg"><source src="{HTTPS}"/></video>'

    film = by_key(read_video(tmp_path, video))["video/film"]

    assert (film.sort, film.youtube_id, film.video_url) == (LessonSort.YOUTUBE, "AOUEsgFrYeg", "")


@pytest.mark.parametrize(
    "address",
    [
        "http://cdn.example/films/strings.mp4",
        "https://cdn.example/films/strings.m3u8",
        "https://ada:secret@cdn.example/films/strings.mp4",
        "javascript:alert(1)//strings.mp4",
    ],
)
def test_a_film_that_cannot_be_played_from_there_is_told(tmp_path: Path, address: str) -> None:
    reading = read_video(tmp_path, f'<video><source src="{address}"/></video>')

    assert "video/film" not in by_key(reading)
    assert [what for _, what in lost(reading, Loss.REMOTE)] == [address]


def test_captions_beside_a_linked_film_are_kept_and_told(tmp_path: Path) -> None:
    video = (
        f'<video display_name="By ear"><source src="{HTTPS}"/>'
        '<transcript language="en" src="ear-en.srt"/></video>'
    )

    reading = read_video(tmp_path, video)

    assert [one.language for one in by_key(reading)["video/film"].captions] == ["en"]
    assert [what for _, what in lost(reading, Loss.UNSHOWN)] == ["captions (en)"]


def test_web_links_and_films_of_a_cartridge_are_played_from_where_they_lie(tmp_path: Path) -> None:
    link = str(CARTRIDGE["link.xml"]).replace("https://www.youtube.com/watch?v=AOUEsgFrYeg", HTTPS)
    page = str(CARTRIDGE["pages/p.html"]).replace("../web_resources/ear.mp4", HTTPS)

    lessons = by_key(read(tmp_path, {**CARTRIDGE, "link.xml": link, "pages/p.html": page}))

    linked, film = lessons["resource/link"], lessons["resource/page/film1"]
    assert (linked.sort, linked.video_url, linked.body) == (LessonSort.LINK, HTTPS, "")
    assert (film.sort, film.video_url, film.video) == (LessonSort.LINK, HTTPS, "")


def test_a_web_link_that_cannot_be_played_stays_a_link_in_a_text(tmp_path: Path) -> None:
    plain = "http://cdn.example/films/strings.mp4"
    link = str(CARTRIDGE["link.xml"]).replace("https://www.youtube.com/watch?v=AOUEsgFrYeg", plain)

    linked = by_key(read(tmp_path, {**CARTRIDGE, "link.xml": link}))["resource/link"]

    assert (linked.sort, linked.video_url) == (LessonSort.ARTICLE, "")
    assert f"({plain})" in linked.body


@pytest.mark.parametrize("write", [write_olx, write_cartridge], ids=["olx", "cartridge"])
def test_others_find_the_address_in_what_goes_out(tmp_path: Path, write: Any) -> None:
    lesson = Lesson(key="l", title="Elsewhere", sort=LessonSort.LINK, video_url=ELSEWHERE)
    course = Course(key="c", title="C", modules=[Module(key="m", title="M", lessons=[lesson])])
    package, root, findings = tmp_path / "package", tmp_path / "again", Findings()
    root.mkdir()

    write(course, package, findings, lambda _percent: None)
    unpack(package, root)

    escaped = ELSEWHERE.replace("&", "&amp;")
    naming = [path for path in root.rglob("*.xml") if escaped in path.read_text()]
    assert [path.parent.name for path in naming] == ["video" if write is write_olx else "links"]
    assert findings.list_all() == []
    (again,) = read_again(root).modules[0].lessons
    assert (again.title, again.sort, again.video_url) == ("Elsewhere", LessonSort.LINK, ELSEWHERE)


def test_the_captions_of_a_linked_film_go_out_with_it(tmp_path: Path) -> None:
    lesson = Lesson(
        key="l", title="Elsewhere", sort=LessonSort.LINK, video_url=ELSEWHERE, captions=[CAPTION]
    )
    course = Course(key="c", title="C", modules=[Module(key="m", title="M", lessons=[lesson])])
    package, root = tmp_path / "package", tmp_path / "again"
    root.mkdir()

    write_olx(course, package, Findings(), lambda _percent: None)
    unpack(package, root)

    assert len(list(root.rglob("*.srt"))) == 1
    (again,) = read_again(root).modules[0].lessons
    assert again.captions == [CAPTION]
