"""How the tree of a course is arranged, as pictures of it."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.courses.errors import (
    ModuleNotFound,
    PrerequisiteCycle,
    PrerequisiteUnknown,
    ReleaseUnclear,
    TopicNotFound,
)
from services.courses.policies import tree
from services.courses.policies.copying import copy_title
from services.courses.policies.tree import Tree, ensure_one_release, ensure_prerequisites

ONE, TWO = uuid4(), uuid4()
EARLY, LATE = uuid4(), uuid4()


def node(title: str, **fields: Any) -> Any:
    defaults = {"id": uuid4(), "title": title, "topic_id": None, "requires": []}
    return SimpleNamespace(**{**defaults, **fields})


class Course:
    """Two modules: a and b loose, c in Early, d in Late; e alone in the second."""

    def __init__(self) -> None:
        self.one = node("One", id=ONE, position=1)
        self.two = node("Two", id=TWO, position=2)
        self.early = node("Early", id=EARLY, module_id=ONE, position=1)
        self.late = node("Late", id=LATE, module_id=ONE, position=2)
        self.a = node("a", module_id=ONE, position=1)
        self.b = node("b", module_id=ONE, position=2)
        self.c = node("c", module_id=ONE, topic_id=EARLY, position=3)
        self.d = node("d", module_id=ONE, topic_id=LATE, position=4)
        self.e = node("e", module_id=TWO, position=1)
        lessons = [self.e, self.d, self.c, self.b, self.a]
        self.tree = Tree([self.two, self.one], [self.late, self.early], lessons)

    def picture(self) -> str:
        self.tree.number()
        return " | ".join(_section(section) for section in self.tree.sections)


def _section(section: tree.Section) -> str:
    topics = [
        f"{branch.topic.title}({''.join(one.title for one in branch.lessons)})"
        for branch in section.branches
    ]
    return " ".join([section.module.title, "".join(one.title for one in section.loose), *topics])


@pytest.fixture
def course() -> Course:
    return Course()


def test_a_tree_is_read_in_the_order_of_its_positions(course: Course) -> None:
    assert course.picture() == "One ab Early(c) Late(d) | Two e"


@pytest.mark.parametrize(
    ("lesson", "module_id", "topic_id", "index", "expected"),
    [
        ("b", ONE, None, 0, "One ba Early(c) Late(d) | Two e"),
        ("a", ONE, None, 1, "One ba Early(c) Late(d) | Two e"),
        ("a", ONE, EARLY, 1, "One b Early(ca) Late(d) | Two e"),
        ("c", ONE, None, 0, "One cab Early() Late(d) | Two e"),
        ("d", TWO, None, 99, "One ab Early(c) Late() | Two ed"),
        ("e", ONE, LATE, 0, "One ab Early(c) Late(ed) | Two "),
        ("a", ONE, None, 0, "One ab Early(c) Late(d) | Two e"),
    ],
)
def test_a_lesson_goes_anywhere_in_its_course(
    course: Course, lesson: str, module_id: UUID, topic_id: UUID | None, index: int, expected: str
) -> None:
    course.tree.move_lesson(getattr(course, lesson), module_id, topic_id, index)

    assert course.picture() == expected


def test_positions_count_through_a_module_so_that_its_lessons_stay_one_list(
    course: Course,
) -> None:
    course.tree.move_lesson(course.e, ONE, EARLY, 0)
    course.picture()

    order = sorted((course.a, course.b, course.c, course.d, course.e), key=lambda one: one.position)
    assert [one.title for one in order] == ["a", "b", "e", "c", "d"]
    assert [one.position for one in order] == [1, 2, 3, 4, 5]
    assert (course.e.module_id, course.e.topic_id) == (ONE, EARLY)


def test_a_topic_takes_its_lessons_along(course: Course) -> None:
    course.tree.move_topic(course.early, TWO, 0)

    assert course.picture() == "One ab Late(d) | Two e Early(c)"
    assert course.c.module_id == TWO


def test_a_topic_that_is_dissolved_leaves_its_lessons(course: Course) -> None:
    course.tree.dissolve(course.early)

    assert course.picture() == "One abc Late(d) | Two e"
    assert course.c.topic_id is None


def test_a_module_moves_with_everything(course: Course) -> None:
    course.tree.move_module(course.two, 0)

    assert course.picture() == "Two e | One ab Early(c) Late(d)"


def test_no_other_course_is_a_place(course: Course) -> None:
    with pytest.raises(ModuleNotFound):
        course.tree.move_lesson(course.a, uuid4(), None, 0)
    with pytest.raises(TopicNotFound):
        course.tree.move_lesson(course.a, TWO, EARLY, 0)
    with pytest.raises(ModuleNotFound):
        course.tree.move_topic(course.early, uuid4(), 0)
    assert course.picture() == "One ab Early(c) Late(d) | Two e"


def test_a_lesson_waits_only_for_others_that_do_not_wait_for_it() -> None:
    first, second = node("First"), node("Second")
    third = node("Third", requires=[second.id])
    second.requires = [first.id]
    known = {one.id: one for one in (first, second, third)}

    ensure_prerequisites(third.id, [first.id, second.id], known)
    with pytest.raises(PrerequisiteCycle, match="“Third” itself waits for this lesson"):
        ensure_prerequisites(first.id, [third.id], known)
    with pytest.raises(PrerequisiteUnknown) as refused:
        ensure_prerequisites(first.id, [first.id], known)
    with pytest.raises(PrerequisiteUnknown):
        ensure_prerequisites(first.id, [uuid4()], known)
    assert refused.value.extra["errors"][0]["pointer"] == "/requires"


def test_a_circle_that_is_there_already_ends_the_search() -> None:
    one, other, third = node("One"), node("Other"), node("Third")
    one.requires, other.requires = [other.id], [one.id]
    known = {entry.id: entry for entry in (one, other, third)}

    ensure_prerequisites(third.id, [one.id], known)


def test_a_lesson_opens_at_a_date_or_after_some_days() -> None:
    ensure_one_release(at_date=True, after_days=False)
    with pytest.raises(ReleaseUnclear):
        ensure_one_release(at_date=True, after_days=True)


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Knots", set(), "Knots (2)"),
        ("Knots (2)", {"Knots (3)"}, "Knots (4)"),
        ("x" * 200, set(), "x" * 196 + " (2)"),
    ],
)
def test_copies_are_numbered(title: str, taken: set[str], expected: str) -> None:
    assert copy_title(title, taken) == expected
