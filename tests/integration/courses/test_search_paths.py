"""Words that many courses have are met one by one, rare ones looked up: the answers are alike."""

import pytest
from sqlalchemy.orm import Session

from contracts.courses.catalogue import ListCourses, ListFacets
from services.courses.repository import search, searching
from tests.factories.courses import add_course
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

SEARCHES = ("guitar", "guit", "beginn", '"slow guitar"', "guitar -beginners", "guitar beginners")
SHELF = {
    "Guitar for beginners": "Six strings.",
    "Slow guitar": "For those who have time.",
    "Fast guitar": "For beginners without time.",
    "Singing": "With a guitar at hand.",
    "Drums": "For beginners who own no guitar.",
    "Proofs": "Logic, gently.",
}
PATHS = {
    "all looked up": (1000, 3000),
    "all met": (0, -1),
    "titles met": (0, 3000),
    "others met": (1000, -1),
}
"""How many of the best are probed, where none means that titles are met, and how many are few."""


@pytest.fixture
def shelf(session: Session) -> None:
    for title, summary in SHELF.items():
        add_course(session, title=title, summary=summary)


def found(ask: Ask, words: str, level: str | None = None) -> list[str]:
    return [course.title for course in ask(ListCourses(search=words, level=level)).items]


@pytest.mark.parametrize("path", PATHS)
def test_every_way_to_the_hits_leads_to_the_same(
    ask: Ask, shelf: None, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    usual = {words: found(ask, words) for words in SEARCHES}
    narrowed = {words: found(ask, words, level="beginner") for words in SEARCHES}

    probed, few = PATHS[path]
    monkeypatch.setattr(searching, "PROBED", probed)
    monkeypatch.setattr(search, "FEW", few)

    assert {words: found(ask, words) for words in SEARCHES} == usual
    assert {words: found(ask, words, level="beginner") for words in SEARCHES} == narrowed
    assert [len(titles) for titles in usual.values()] == [5, 5, 3, 1, 2, 3]


def test_what_is_counted_is_what_is_listed(ask: Ask, shelf: None) -> None:
    for words in SEARCHES:
        assert ask(ListFacets(search=words)).total.count == len(found(ask, words)), words
