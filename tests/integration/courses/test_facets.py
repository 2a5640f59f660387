"""What the catalogue can be narrowed by, and how many there would be."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.courses.catalogue import Facets, FacetValue, ListCourses, ListFacets
from contracts.courses.resources import CourseStatus, Level
from services.courses.repository import facets
from tests.factories.courses import add_course
from tests.factories.reviews import add_reviews, add_tags
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


@pytest.fixture
def shelf(session: Session) -> None:
    """Five courses that differ."""
    oud = add_course(session, title="Oud", category="music", language="ar", price_amount=0)
    drums = add_course(session, title="Drums", category="music", price_amount=1500)
    add_course(session, title="Harmony", category="music", level=Level.ADVANCED, price_amount=9000)
    draw = add_course(session, title="Drawing", category="design", price_amount=3000)
    add_course(session, title="Draft", category="design", status=CourseStatus.DRAFT)
    add_tags(session, oud, {"rhythm": "Rhythm", "strings": "Strings"})
    add_tags(session, draw, {"pencil": "Pencil"})
    drums.tags = ["rhythm"]
    session.commit()
    add_reviews(session, oud, [5, 5])
    add_reviews(session, draw, [3, 4])


def counts(values: list[FacetValue]) -> dict[str, int]:
    return {value.value: value.count for value in values}


def ask_for(ask: Ask, **wanted: Any) -> Facets:
    return ask(ListFacets(**wanted))


def test_everything_is_counted_and_drafts_are_not(ask: Ask, shelf: None) -> None:
    found = ask_for(ask)

    assert (found.total.count, found.total.at_least) == (4, False)
    assert counts(found.category) == {"music": 3, "design": 1}
    assert counts(found.level) == {"beginner": 3, "advanced": 1}
    assert counts(found.language) == {"en": 3, "ar": 1}
    assert counts(found.price) == {"paid": 3, "free": 1, "low": 1, "middle": 1, "high": 1}
    assert counts(found.rating) == {"4": 1, "3": 2}
    assert counts(found.tag) == {"rhythm": 2, "strings": 1, "pencil": 1}
    assert found.category[0].name == "Music"
    assert {tag.name for tag in found.tag} == {"Rhythm", "Strings", "Pencil"}


def test_a_filter_narrows_the_others_and_not_itself(ask: Ask, shelf: None) -> None:
    found = ask_for(ask, category="music", price="paid")

    assert found.total.count == 2
    assert counts(found.category) == {"music": 2, "design": 1}
    assert counts(found.price) == {"paid": 2, "free": 1, "low": 1, "high": 1}
    assert counts(found.level) == {"beginner": 1, "advanced": 1}
    assert counts(found.tag) == {"rhythm": 1}


def test_several_values_of_one_filter_add_up(ask: Ask, shelf: None) -> None:
    levels = "beginner,advanced"
    wanted: dict[str, Any] = {"category": "music,design", "level": levels, "price": "free,high"}

    found = ask_for(ask, **wanted)
    listed = ask(ListCourses(**wanted)).items

    assert found.total.count == 2 == len(listed)
    assert {course.title for course in listed} == {"Oud", "Harmony"}


def test_all_chosen_tags_are_wanted(ask: Ask, shelf: None) -> None:
    assert [c.title for c in ask(ListCourses(tag="rhythm,strings")).items] == ["Oud"]
    found = ask_for(ask, tag="rhythm")
    assert found.total.count == 2
    assert counts(found.tag) == {"rhythm": 2, "strings": 1}
    assert counts(found.price) == {"paid": 1, "free": 1, "low": 1}


def test_ratings_are_at_least(ask: Ask, shelf: None) -> None:
    assert {c.title for c in ask(ListCourses(rating=3)).items} == {"Oud", "Drawing"}
    assert [c.title for c in ask(ListCourses(rating=4)).items] == ["Oud"]
    assert counts(ask_for(ask, rating=4).rating) == {"4": 1, "3": 2}


def test_words_are_counted_and_corrected_like_the_list(ask: Ask, shelf: None) -> None:
    assert ask_for(ask, search="drawing").total.count == 1
    assert counts(ask_for(ask, search="drawign").category) == {"design": 1}
    assert ask_for(ask, search="drawing", category="music").total.count == 0
    assert counts(ask_for(ask, search="drawing", category="music").category) == {"design": 1}


def test_of_very_many_only_so_many_are_counted(
    ask: Ask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "COUNTED_MOST", 3)
    for number in range(5):
        add_course(session, title=f"Python {number}")

    found = ask_for(ask, search="python")

    assert (found.total.count, found.total.at_least) == (4, True)
    assert found.level[0].at_least
    assert not ask_for(ask).total.at_least


def test_counts_follow_every_change(ask: Ask, session: Session) -> None:
    course = add_course(session, category="music")
    course.category, course.language = "design", "de"
    session.commit()
    assert counts(ask_for(ask).category) == {"design": 1}
    assert counts(ask_for(ask).language) == {"de": 1}

    course.live = False
    session.commit()

    assert ask_for(ask).total.count == 0
    assert ask_for(ask).category == []
