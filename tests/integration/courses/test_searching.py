"""What people type, and what they find: a table of searches over one small catalogue."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from contracts.courses.catalogue import ListCourses, Suggest, SuggestionKind, Suggestions
from contracts.courses.resources import CourseOrder
from services.courses import models
from tests.factories.courses import NOW, add_course, make_actor
from tests.factories.reviews import add_reviews, add_tags
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

GUITAR, PYTHON, PROOFS = "Guitar for beginners", "Python from scratch", "Proofs without fear"
HOUSES, RUNNING, CALLIGRAPHY = "Häuser zeichnen", "Correr por la mañana", "مدخل إلى الخط العربي"
HINDI, TAMIL, SWAHILI = "किताबें पढ़ना", "தமிழ் பாடல்கள்", "Kuimba nyimbo"


@pytest.fixture
def shelf(session: Session) -> None:
    """A few courses in several languages."""
    add_course(session, title=GUITAR, teacher_name="Lena Müller", category="music")
    add_course(session, title=PYTHON, summary="Programming for people who count.")
    add_course(session, title=PROOFS, summary="Logic, gently.", category="mathematics")
    add_course(session, title=HOUSES, language="de")
    add_course(session, title=RUNNING, language="es", category="health")
    add_course(session, title=CALLIGRAPHY, language="ar")
    add_course(session, title=HINDI, language="hi")
    add_course(session, title=TAMIL, language="ta")
    add_course(session, title=SWAHILI, language="sw")


@pytest.mark.parametrize(
    ("typed", "found", "corrected"),
    [
        ("guitar", GUITAR, None),
        ("GUITARS", GUITAR, None),
        ("guit", GUITAR, None),
        ("guitar müller", GUITAR, None),
        ("muller", GUITAR, None),
        ("gutiar", GUITAR, "guitar"),
        ("giutar", GUITAR, "guitar"),
        ("gitar", GUITAR, "guitar"),
        ("begginers guitar", GUITAR, "beginners guitar"),
        ("pyton", PYTHON, "python"),
        ("pythn scratch", PYTHON, "python scratch"),
        ("phyton", PYTHON, "python"),
        ("proof", PROOFS, None),
        ("proofs -python", PROOFS, None),
        ("haus", HOUSES, None),
        ("Häusern", HOUSES, None),
        ("haus zeichnen", HOUSES, None),
        ("hausser", HOUSES, "hauser"),
        ("corriendo mañanas", RUNNING, None),
        ("manana", RUNNING, None),
        ("العربي", CALLIGRAPHY, None),
        ("عربي", CALLIGRAPHY, None),
        ("الخطّ", CALLIGRAPHY, None),
        ("किताब", HINDI, None),
        ("பாடல்", TAMIL, None),
        ("nyimbo", SWAHILI, None),
        ("kuimb", SWAHILI, None),
    ],
)
def test_a_search_finds_the_course_that_is_meant(
    ask: Ask, shelf: None, typed: str, found: str, corrected: str | None
) -> None:
    answer = ask(ListCourses(search=typed))

    assert [course.title for course in answer.items] == [found]
    assert answer.corrected == corrected


@pytest.mark.parametrize("typed", ["zither", "xyzzy", "the", "!!", "%_\\", "guitar python"])
def test_what_nobody_teaches_is_not_guessed(ask: Ask, shelf: None, typed: str) -> None:
    answer = ask(ListCourses(search=typed))

    assert (answer.items, answer.corrected) == ([], None)


def test_an_excluded_word_is_excluded_in_every_language(ask: Ask, session: Session) -> None:
    add_course(session, title="Maps and plots")
    add_course(session, title="Maps", language="fr")

    assert [course.title for course in ask(ListCourses(search="maps -plots")).items] == ["Maps"]


def test_among_equal_hits_the_better_course_comes_first(ask: Ask, session: Session) -> None:
    for title, students, stars in (("Oud one", 0, []), ("Oud two", 900, [5] * 9)):
        course = add_course(session, title=title, student_count=students, published_at=NOW)
        add_reviews(session, course, stars)

    assert [course.title for course in ask(ListCourses(search="oud")).items] == [
        "Oud two",
        "Oud one",
    ]


def test_a_hit_in_the_title_of_an_unknown_course_beats_fame(ask: Ask, session: Session) -> None:
    famous = add_course(session, title="Strings", summary="With oud.", student_count=9000)
    add_reviews(session, famous, [5] * 9)
    add_course(session, title="Oud", published_at=NOW - timedelta(days=900))

    assert [course.title for course in ask(ListCourses(search="oud")).items] == ["Oud", "Strings"]


def test_courses_are_ordered_by_rating_and_by_popularity(ask: Ask, session: Session) -> None:
    for title, students, stars in (
        ("One perfect review", 3, [5]),
        ("Many good reviews", 20, [5, 5, 5, 4, 5, 5]),
        ("Unrated", 500, []),
        ("Bad", 90, [1, 1, 2]),
    ):
        add_reviews(session, add_course(session, title=title, student_count=students), stars)

    rated = ask(ListCourses(order=CourseOrder.RATING)).items
    popular = ask(ListCourses(order=CourseOrder.POPULAR, limit=2)).items

    assert [course.title for course in rated][:2] == ["Many good reviews", "One perfect review"]
    assert rated[-1].title == "Bad"
    assert [course.title for course in popular] == ["Unrated", "Bad"]


def test_what_changes_is_found_anew_and_what_leaves_is_gone(ask: Ask, session: Session) -> None:
    course = add_course(session, title="Zither")
    course.title = "Harp"
    session.commit()
    assert ask(ListCourses(search="zither")).items == []
    assert len(ask(ListCourses(search="harp")).items) == 1

    course.live = False
    session.commit()

    assert ask(ListCourses(search="harp")).items == []
    assert ask(Suggest(text="harp")).items == []


def kinds(answer: Suggestions) -> list[tuple[SuggestionKind, str]]:
    return [(one.kind, one.label) for one in answer.items]


@pytest.mark.parametrize("typed", ["g", "gu", "gui", "guit", "GUITAR f", "guitár"])
def test_suggestions_begin_as_typed(ask: Ask, shelf: None, typed: str) -> None:
    assert (SuggestionKind.COURSE, GUITAR) in kinds(ask(Suggest(text=typed)))


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("beginners", SuggestionKind.COURSE, GUITAR),
        ("beginners guitar", SuggestionKind.COURSE, GUITAR),
        ("mull", SuggestionKind.TEACHER, "Lena Müller"),
        ("mus", SuggestionKind.CATEGORY, "Music"),
        ("film", SuggestionKind.CATEGORY, "Photography and film"),
        ("الخط", SuggestionKind.COURSE, CALLIGRAPHY),
        ("hause", SuggestionKind.COURSE, HOUSES),
    ],
)
def test_suggestions_are_of_every_kind(
    ask: Ask, shelf: None, typed: str, kind: SuggestionKind, label: str
) -> None:
    assert (kind, label) in kinds(ask(Suggest(text=typed)))


@pytest.mark.parametrize(("typed", "corrected"), [("gutia", "guitar"), ("pyhton", "python")])
def test_suggestions_forgive_typos_and_say_so(
    ask: Ask, shelf: None, typed: str, corrected: str
) -> None:
    answer = ask(Suggest(text=typed))

    assert answer.corrected == corrected
    assert answer.items


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", "&|!", "日本", "qqqq"])
def test_nothing_is_suggested_for_nothing(ask: Ask, shelf: None, typed: str) -> None:
    assert ask(Suggest(text=typed)).items == []


def test_tags_are_found_and_suggested_until_no_course_has_them(ask: Ask, session: Session) -> None:
    course = add_course(session, title="Evenings")
    add_tags(session, course, {"night-sky": "Night sky"})
    assert [one.target for one in ask(Suggest(text="sky")).items] == ["night-sky"]
    assert [one.id for one in ask(ListCourses(search="sky")).items] == [course.id]

    course.tags = []
    session.commit()

    assert ask(Suggest(text="sky")).items == []
    assert session.get_one(models.Tag, "night-sky").course_count == 0


def test_a_teacher_is_suggested_by_the_name_they_have_now(ask: Ask, session: Session) -> None:
    teacher = make_actor().user_id
    course = add_course(session, teacher_id=teacher, teacher_name="Noor Haddad")
    course.teacher_name = "Noor Salem"
    session.commit()

    assert [one.target for one in ask(Suggest(text="salem")).items] == [str(teacher)]
    assert ask(Suggest(text="haddad")).items == []
