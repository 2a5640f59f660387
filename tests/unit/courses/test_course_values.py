"""Small values: addresses of videos and courses, prices, signed links, outlines, sheets."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.courses.errors import YoutubeLinkUnknown
from contracts.courses.resources import LessonKind
from contracts.signed_urls import verify
from contracts.types import Money
from services.common.slugs import make_distinct, make_slug
from services.courses import outlines
from services.courses.demo import curated
from services.courses.demo.sheets import read_sheet, read_sheets
from services.courses.links import FileLinks, referenced_files, with_addresses
from services.courses.prices import comparable_price, read_price
from services.courses.youtube import read_youtube_id
from tests.factories.courses import NOW

VIDEO = "dQw4w9WgXcQ"
KEY = "k" * 40


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.youtube.com/watch?v={VIDEO}",
        f"https://youtube.com/watch?list=x&v={VIDEO}&t=3s",
        f"http://m.youtube.com/watch?v={VIDEO}",
        f"https://youtu.be/{VIDEO}?si=abc",
        f"https://www.youtube.com/embed/{VIDEO}",
        f"https://www.youtube-nocookie.com/embed/{VIDEO}",
        f"https://www.youtube.com/shorts/{VIDEO}",
        f" https://www.youtube.com/live/{VIDEO}/ ",
    ],
)
def test_addresses_of_videos_are_read(url: str) -> None:
    assert read_youtube_id(url) == VIDEO


@pytest.mark.parametrize(
    "url",
    [
        "",
        VIDEO,
        f"https://evil.example/watch?v={VIDEO}",
        f"https://youtube.com.evil.example/watch?v={VIDEO}",
        f"https://evil.example/youtube.com/embed/{VIDEO}",
        f"javascript://youtube.com/watch?v={VIDEO}",
        "https://www.youtube.com/watch?v=short",
        f'https://www.youtube.com/watch?v={VIDEO}"><script>',
        "https://www.youtube.com/@channel",
        "http://[broken",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(YoutubeLinkUnknown):
        read_youtube_id(url)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Öl & Acryl: the Basics!", "ol-acryl-the-basics"),
        ("C++ in 30 days", "c-in-30-days"),
        ("Don't panic", "dont-panic"),
        ("الخط", "course"),
        ("x" * 200, "x" * 80),
    ],
)
def test_titles_become_addresses(title: str, slug: str) -> None:
    assert make_slug(title, "course") == slug


def test_two_courses_of_one_title_get_different_addresses() -> None:
    assert make_distinct("a", UUID(int=1)) == "a-00000001"


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("49.00 EUR", Money(amount=4900, currency="EUR")),
        ("0 USD", Money(amount=0, currency="USD")),
        ("19.9 USD", Money(amount=1990, currency="USD")),
        ("1500 JPY", Money(amount=1500, currency="JPY")),
    ],
)
def test_prices_are_read_exactly(written: str, money: Money) -> None:
    assert read_price(written) == money


@pytest.mark.parametrize("written", ["49", "49 eur", "-1 EUR", "1.999 EUR", "1.5 JPY", "EUR 4", ""])
def test_prices_that_are_none_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_price(written)


def test_prices_in_different_currencies_are_ordered_by_their_worth() -> None:
    rupees = comparable_price(Money(amount=49900, currency="INR"))
    euros = comparable_price(Money(amount=4900, currency="EUR"))

    assert rupees < euros
    assert comparable_price(Money(amount=100, currency="XXX")) == 100


def file(**changes: Any) -> Any:
    fields = {"id": uuid4(), "name": "a b.png", "media_type": "image/png", "size": 3}
    return SimpleNamespace(**{**fields, **changes})


def test_a_signed_address_holds_for_most_of_an_hour_and_is_alike_within_a_quarter() -> None:
    stored, links = file(), FileLinks(KEY)

    address = links.file(stored, NOW).url

    assert address == links.file(stored, NOW + timedelta(minutes=14)).url
    query = address.partition("?")[2]
    for minutes, holds in ((44, True), (61, False)):
        moment = (NOW + timedelta(minutes=minutes)).timestamp()
        assert (verify(stored.id, query, KEY.encode(), now=moment) is not None) is holds


def test_covers_are_public_for_good() -> None:
    links, file_id = FileLinks(KEY), uuid4()

    address = links.cover(file_id, "image/png")

    assert address is not None
    assert verify(file_id, address.partition("?")[2], KEY.encode(), now=1e12)
    assert links.cover(None, None) is None


def test_references_in_html_become_addresses() -> None:
    known, unknown = file(), uuid4()
    html = f'<img src="file:{known.id}"><a href="file:{unknown}">x</a> file:{known.id}'
    links = FileLinks(KEY)

    shown = with_addresses(html, [links.file(known, NOW)])

    assert referenced_files(html) == [known.id, unknown]
    assert f'src="/files/{known.id.hex}?name=a+b.png&amp;type=' in shown
    assert '<a href="">x</a>' in shown
    assert shown.endswith(f" file:{known.id}")


def outline_row(module: UUID, lesson: UUID | None) -> Any:
    return SimpleNamespace(
        module_id=module,
        module_title="M",
        topic_id=None,
        topic_title=None,
        lesson_id=lesson,
        title="L",
        kind=LessonKind.ARTICLE,
        duration_minutes=1,
        preview=False,
        release_at=None,
        release_after_days=None,
        release_after=None,
        requires=[],
    )


def test_an_outline_leads_from_lesson_to_lesson_over_modules() -> None:
    first, empty, last = uuid4(), uuid4(), uuid4()
    a, b, c = uuid4(), uuid4(), uuid4()
    outline = outlines.build_outline(
        [
            outline_row(first, a),
            outline_row(first, b),
            outline_row(empty, None),
            outline_row(last, c),
        ]
    )

    assert [len(module.lessons) for module in outline] == [2, 0, 1]
    assert outlines.neighbours(outline, a) == (None, b)
    assert outlines.neighbours(outline, b) == (a, c)
    assert outlines.neighbours(outline, c) == (b, None)
    assert outlines.neighbours(outline, uuid4()) == (None, None)
    assert outlines.next_lesson(outline, set()) == a
    assert outlines.next_lesson(outline, {a}) == b
    assert outlines.next_lesson(outline, {a, b, c}) == a
    assert outlines.next_lesson([], set()) is None
    assert outlines.count_completed(outline, {a, c, uuid4()}) == 2


def test_a_sheet_is_cut_at_its_headings_but_not_in_code(tmp_path: Path) -> None:
    sheet = tmp_path / "tea.md"
    sheet.write_text(
        "---\ntitle: Tea\nsummary: S\ncategory: health\nlevel: beginner\nlanguage: en\n"
        "price: 5.00 EUR\ntags: Tea, Cups\nteacher: t@x.org\n---\nAbout.\n\n# Cups\n\n"
        f"## Green {{minutes=3 preview youtube=https://youtu.be/{VIDEO}}}\n\nText.\n\n"
        "```sh\n# not a module\n```\n\n### Part\n\n## Black\n\nMore.\n\n"
        "## Red {link=https://tea.example/red.mp4?a=b}\n\nLook.\n"
    )

    course = read_sheet(sheet)

    (module,) = course.modules
    green, black, red = module.lessons
    assert (course.slug, course.description, module.title) == ("tea", "About.\n", "Cups")
    assert (green.title, green.minutes, green.preview) == ("Green", 3, True)
    assert (green.youtube_id, green.kind) == (VIDEO, LessonKind.YOUTUBE)
    assert "# not a module" in green.body
    assert "### Part" in green.body
    assert (black.preview, black.kind, black.body) == (False, LessonKind.ARTICLE, "More.\n")
    assert (red.video_url, red.kind) == ("https://tea.example/red.mp4?a=b", LessonKind.LINK)


def test_every_demo_sheet_starts_with_a_preview_and_has_no_empty_lesson() -> None:
    for sheet in read_sheets(curated.CONTENT):
        lessons = [lesson for module in sheet.modules for lesson in module.lessons]

        assert lessons[0].preview, sheet.slug
        assert all(lesson.body.strip() and lesson.minutes for lesson in lessons), sheet.slug
