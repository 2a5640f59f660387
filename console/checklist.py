"""What a reviewer looks at before a course is published."""

from dataclasses import dataclass

from console.formats import counted, price_tag
from contracts.courses.publication import ReviewCheck
from contracts.courses.resources import CourseDraft

MEANINGS: dict[ReviewCheck, str] = {
    ReviewCheck.CONTENT: "It teaches what its page promises.",
    ReviewCheck.RIGHTS: "Texts, pictures and videos may be shown here.",
    ReviewCheck.LANGUAGE: "It reads well and is free of glaring mistakes.",
    ReviewCheck.ACCESSIBILITY: "Pictures are described, videos have captions.",
    ReviewCheck.CONDUCT: "Nothing insults, endangers or misleads anybody.",
    ReviewCheck.PRICE: "The price fits what the course gives.",
}
"""What a reviewer vouches for with each tick."""


@dataclass(frozen=True)
class Check:
    """One thing to look at: whether it is in order, and what was found."""

    in_order: bool
    finding: str


def checks(course: CourseDraft) -> list[Check]:
    """The list for one course; it advises, the reviewer decides."""
    lessons = [lesson for module in course.outline for lesson in module.lessons]
    empty = [module.title for module in course.outline if not module.lessons]
    previews = sum(lesson.preview for lesson in lessons)
    return [
        _check(course.summary, "has a summary", "no summary"),
        _check(course.description, "has a description", "no description"),
        _check(lessons, counted(len(lessons), "lesson"), "no lessons"),
        _check(not empty, "every module has lessons", f"empty module: {', '.join(empty)}"),
        _check(
            previews, f"{counted(previews, 'lesson')} to try for free", "nothing to try for free"
        ),
        _check(course.cover_url, "has a cover", "no cover picture"),
        _license_check(course),
        Check(in_order=True, finding=f"price: {price_tag(course.price)}"),
    ]


def _check(found: object, good: str, bad: str) -> Check:
    return Check(in_order=bool(found), finding=good if found else bad)


def _license_check(course: CourseDraft) -> Check:
    if course.licence is None:
        return Check(in_order=True, finding="the teacher's own work")
    return _check(course.licence.credit, "the license names its author", "license without credit")
