"""A course with modules, topics and lessons, built over the service, and a picture of it."""

from typing import Any
from uuid import UUID

from contracts.courses.authoring import AddLesson, AddModule, CreateCourse, GetCourseDraft
from contracts.courses.resources import Course, CourseDraft
from contracts.courses.tree import AddTopic
from contracts.types import Actor, Price
from tests.integration.courses.conftest import Ask


class Built:
    """Two modules: a and b loose, c in Early, d in Late; e alone in the second."""

    def __init__(self, ask: Ask, teacher: Actor) -> None:
        self._ask, self._teacher = ask, teacher
        price = Price(amount=0, currency="EUR")
        draft = ask(CreateCourse(title="Knots", category="design", price=price), teacher)
        self.id = draft.id
        self.ids: dict[str, UUID] = {}
        for title in ("One", "Two"):
            draft = ask(AddModule(course_id=self.id, title=title), teacher)
            self.ids[title] = draft.outline[-1].id
        for title in ("Early", "Late"):
            draft = ask(AddTopic(module_id=self.ids["One"], title=title), teacher)
            self.ids[title] = draft.outline[0].topics[-1].id
        for title, topic in (("c", "Early"), ("d", "Late"), ("a", None), ("b", None)):
            self.add(title, "One", topic)
        self.add("e", "Two")

    def add(self, title: str, module: str, topic: str | None = None, **fields: Any) -> None:
        lesson = AddLesson(
            module_id=self.ids[module],
            topic_id=self.ids[topic] if topic else None,
            title=title,
            body="Text.",
            **fields,
        )
        made = self._ask(lesson, self._teacher)
        self.ids[title] = made.id

    def draft(self) -> CourseDraft:
        return self._ask(GetCourseDraft(course_id=self.id), self._teacher)


def picture(draft: Course) -> str:
    """Such as `One ab Early(c) Late(d) | Two e`."""
    parts = []
    for module in draft.outline:
        loose = "".join(one.title for one in module.lessons if one.topic_id is None)
        topics = [f"{topic.title}({_inside(module.lessons, topic.id)})" for topic in module.topics]
        parts.append(" ".join([module.title, loose, *topics]))
    return " | ".join(parts)


def _inside(lessons: list[Any], topic_id: UUID) -> str:
    return "".join(lesson.title for lesson in lessons if lesson.topic_id == topic_id)
