"""What a course may hold and the database has no place for: it is reported, never just gone."""

from contracts.courses.exchange import Loss
from services.courses.exchange.findings import Findings
from services.courses.exchange.tree import Course, Lesson


def report_unheld(tree: Course, findings: Findings) -> None:
    """Name topics, quizzes and captions that are read but not kept."""
    for module in tree.modules:
        for lesson in module.lessons:
            _report(lesson, (module.title,), findings)
        for topic in module.topics:
            findings.add((module.title, topic.title), Loss.NOT_HELD, "topic")
            for lesson in topic.lessons:
                _report(lesson, (module.title, topic.title), findings)


def _report(lesson: Lesson, place: tuple[str, ...], findings: Findings) -> None:
    if lesson.quiz is not None:
        what = f"quiz ({len(lesson.quiz.questions)} questions)"
        findings.add((*place, lesson.title), Loss.NOT_HELD, what)
    for caption in lesson.captions:
        findings.add((*place, lesson.title), Loss.NOT_HELD, f"captions ({caption.language})")
