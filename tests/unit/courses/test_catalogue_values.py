"""Tags, languages and figures of the catalogue."""

import pytest

from contracts.courses.catalogue import ListCourses
from services.courses.languages import configurations
from services.courses.policies.narrowing import price_counts, rating_counts
from services.courses.policies.reviewing import average, public_name
from services.courses.searching import wanted_of
from services.courses.tags import distinct_tags, tag_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Night sky", "night-sky"),
        ("  NIGHT   Sky! ", "night-sky"),
        ("Café", "cafe"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("الخَطّ العربي", "الخط-العربي"),
        ("हिन्दी व्याकरण", "हिन्दी-व्याकरण"),
        ("東京", "東京"),
        ("!!!", ""),
        ("a,b", "a-b"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_tag_is_the_same_however_it_is_spelled(name: str, slug: str) -> None:
    assert tag_slug(name) == slug


def test_the_first_spelling_stays() -> None:
    assert distinct_tags(["Night  Sky", "night sky", "?", "Oud"]) == {
        "night-sky": "Night Sky",
        "oud": "Oud",
    }


@pytest.mark.parametrize(
    ("text", "taught", "expected"),
    [
        ("guitar", ["en", "ar"], ["course_words", "course"]),
        ("Häuser", ["de", "en-US"], ["course_words", "course", "course_de"]),
        ("الخط", ["en", "ar"], ["course_words", "course_ar"]),
        ("किताब", ["hi"], ["course_words", "course_hi"]),
        ("东京", ["zh", "en"], ["course_words"]),
        ("oud العود", ["en", "ar"], ["course_words", "course", "course_ar"]),
        ("nyimbo", ["sw"], ["course_words"]),
    ],
)
def test_a_search_is_read_in_the_taught_languages_of_its_script(
    text: str, taught: list[str], expected: list[str]
) -> None:
    assert configurations(text, taught) == expected


@pytest.mark.parametrize(
    ("price", "bands"),
    [
        ("free", ("free",)),
        ("paid", ("high", "low", "middle")),
        ("paid,free", ("free", "high", "low", "middle")),
        ("low,low", ("low",)),
    ],
)
def test_paid_is_every_price_but_free(price: str, bands: tuple[str, ...]) -> None:
    assert wanted_of(ListCourses(price=price)).price == bands


def test_figures_of_facets() -> None:
    assert price_counts({"free": 2, "low": 1, "high": 3}) == {
        "free": 2,
        "low": 1,
        "high": 3,
        "paid": 4,
    }
    assert price_counts({"free": 2}) == {"free": 2}
    assert rating_counts({"0": 9, "2": 1, "3": 2, "4": 3, "5": 1}) == {"4": 4, "3": 6}


def test_an_average_has_two_places_and_needs_a_review() -> None:
    assert average(3, 14) == 4.67
    assert average(0, 0) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Lina Maria Haddad", "Lina H."), ("Plato", "Plato"), ("", ""), (None, ""), ("  ", "")],
)
def test_a_public_name_tells_little(name: str | None, shown: str) -> None:
    assert public_name(name) == shown
