"""Browsing and searching the catalogue."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.courses.catalogue import FoundCourses, GetCourse, ListCategories, ListCourses
from contracts.courses.errors import CourseNotFound
from contracts.courses.resources import CourseOrder, CourseStatus, Level
from contracts.errors import Invalid
from tests.factories.courses import NOW, add_course, add_file
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


def titles(page: FoundCourses) -> list[str]:
    return [course.title for course in page.items]


def search(ask: Ask, text: str) -> list[str]:
    return titles(ask(ListCourses(search=text)))


def test_newest_courses_come_first_and_pages_join_without_a_gap(ask: Ask, session: Session) -> None:
    for day in range(5):
        add_course(session, title=f"Day {day}", published_at=NOW + timedelta(days=day))

    first = ask(ListCourses(limit=2))
    second = ask(ListCourses(limit=2, after=first.next))
    third = ask(ListCourses(limit=2, after=second.next))

    assert titles(first) + titles(second) + titles(third) == [f"Day {n}" for n in (4, 3, 2, 1, 0)]
    assert third.next is None


def test_only_published_courses_are_listed(ask: Ask, session: Session) -> None:
    for status in CourseStatus:
        add_course(session, title=status.value, status=status)

    assert titles(ask(ListCourses())) == ["published"]


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ({"category": "music"}, "Oud"),
        ({"level": Level.ADVANCED}, "Fugue"),
        ({"language": "ar"}, "Calligraphy"),
    ],
)
def test_a_filter_keeps_what_fits(
    ask: Ask, session: Session, wanted: dict[str, Any], title: str
) -> None:
    add_course(session, title="Oud", category="music")
    add_course(session, title="Fugue", level=Level.ADVANCED)
    add_course(session, title="Calligraphy", language="ar")

    assert titles(ask(ListCourses(**wanted))) == [title]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (CourseOrder.PRICE_LOW, ["Free", "Cheap", "Dear"]),
        (CourseOrder.PRICE_HIGH, ["Dear", "Cheap", "Free"]),
    ],
)
def test_prices_order_the_list_over_pages(
    ask: Ask, session: Session, order: CourseOrder, expected: list[str]
) -> None:
    for title, amount in (("Cheap", 900), ("Dear", 9900), ("Free", 0)):
        add_course(session, title=title, price_amount=amount)

    first = ask(ListCourses(order=order, limit=2))
    second = ask(ListCourses(order=order, limit=2, after=first.next))

    assert titles(first) + titles(second) == expected


@pytest.mark.parametrize(
    "text",
    ["guitar", "Guitars", "guit", "gui", "beginner guit", "guitar Rahimi", "gutiar", "giutar"],
)
def test_a_course_is_found_by_word_stem_prefix_teacher_and_with_a_typo(
    ask: Ask, session: Session, text: str
) -> None:
    add_course(session, title="Guitar for beginners")
    add_course(session, title="Watercolor")

    assert search(ask, text) == ["Guitar for beginners"]


@pytest.mark.parametrize("text", ["café", "cafe", "CAFÉ", "Müller", "muller"])
def test_accents_do_not_matter(ask: Ask, session: Session, text: str) -> None:
    add_course(session, title="Le café français", teacher_name="Jonas Müller")

    assert search(ask, text) == ["Le café français"]


def test_arabic_titles_are_found_by_the_beginning_of_a_word(ask: Ask, session: Session) -> None:
    add_course(session, title="مدخل إلى الخط العربي", language="ar")

    assert search(ask, "الخط") == search(ask, "العرب") == ["مدخل إلى الخط العربي"]


def test_a_hit_in_the_title_ranks_above_one_in_the_summary(ask: Ask, session: Session) -> None:
    add_course(session, title="Drawing", summary="Also some algebra.", published_at=NOW)
    add_course(session, title="Algebra", published_at=NOW - timedelta(days=9))

    assert search(ask, "algebra") == ["Algebra", "Drawing"]


def test_pages_of_a_search_join_without_a_gap(ask: Ask, session: Session) -> None:
    for number in range(7):
        add_course(session, title=f"Python {'and more ' * number}part")

    first = ask(ListCourses(search="python", limit=4))
    second = ask(ListCourses(search="python", limit=4, after=first.next))

    assert len({course.id for course in first.items + second.items}) == 7


def test_an_excluded_word_and_a_phrase_are_respected(ask: Ask, session: Session) -> None:
    add_course(session, title="Clean data")
    add_course(session, title="Data, clean plots")

    assert search(ask, '"clean data"') == ["Clean data"]
    assert search(ask, "data -plots") == ["Clean data"]


@pytest.mark.parametrize("text", ["the", "&|!:*", "'", "\\", "a:*b", '"', "()", "-", "%", "日本"])
def test_a_search_without_words_finds_nothing_and_does_not_fail(
    ask: Ask, session: Session, text: str
) -> None:
    add_course(session, title="Guitar")

    assert search(ask, text) == []


def test_a_broken_cursor_is_refused(ask: Ask) -> None:
    with pytest.raises(Invalid):
        ask(ListCourses(after="nonsense"))


def test_categories_come_with_their_number_of_published_courses(ask: Ask, session: Session) -> None:
    add_course(session, category="music")
    add_course(session, category="music")
    add_course(session, category="music", status=CourseStatus.DRAFT)

    counts = {category.slug: category.course_count for category in ask(ListCategories())}

    assert counts["music"] == 2
    assert counts["design"] == 0


def test_the_public_page_shows_outline_licence_and_signed_pictures(
    ask: Ask, session: Session
) -> None:
    licence = {"name": "CC BY 4.0", "url": "https://x", "credit": "We", "credit_url": "https://y"}
    course = add_course(session, licence=licence)
    file = add_file(session, course)
    course.description_html = f'<img src="file:{file.id}" alt="">'
    course.cover_file_id, course.cover_media_type = file.id, file.media_type
    session.commit()

    page = ask(GetCourse(slug=course.slug))

    assert page.outline[0].lessons[0].title == "A lesson"
    assert page.licence is not None
    assert page.cover_url is not None
    assert page.licence.name == "CC BY 4.0"
    assert f'src="/files/{file.id.hex}?name=figure.png&amp;' in page.description_html
    assert page.cover_url.startswith(f"/files/{file.id.hex}?name=cover")
    assert page.teacher.name == "Amina Rahimi"


@pytest.mark.parametrize("status", [s for s in CourseStatus if s is not CourseStatus.PUBLISHED])
def test_a_course_that_is_not_published_has_no_public_page(
    ask: Ask, session: Session, status: CourseStatus
) -> None:
    course = add_course(session, status=status)

    with pytest.raises(CourseNotFound):
        ask(GetCourse(slug=course.slug))
