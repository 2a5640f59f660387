"""How the outline of a course under review is drawn."""

from msgspec.structs import replace
from textual.widgets import Static

from contracts.courses.outline import Topic
from contracts.courses.publication import Change
from contracts.courses.resources import CourseDraft, LessonKind
from tests.unit.console import samples
from tests.unit.console.driving import open_desk
from tests.unit.console.samples_review import make_change, make_changed_course, make_changes
from tests.unit.console.stub import StubAcademy

FILES = Topic(id=samples.make_id("topic"), title="Files and folders")


def with_topic(course: CourseDraft) -> CourseDraft:
    """The course with its last lesson in a topic, and that lesson a quiz."""
    module = course.outline[1]
    lists, files = module.lessons
    lessons = [lists, replace(files, kind=LessonKind.QUIZ, topic_id=FILES.id)]
    outline = [course.outline[0], replace(module, topics=[FILES], lessons=lessons)]
    return replace(course, outline=outline)


def academy_with(course: CourseDraft) -> StubAcademy:
    """An academy whose queue is the course."""
    academy = StubAcademy()
    academy.courses = [course]
    return academy


async def test_topics_are_headings_above_their_lessons() -> None:
    course = with_topic(samples.make_course())
    module = course.outline[1]
    lists, files = module.lessons

    async with open_desk(academy_with(course), at="courses") as desk:
        await desk.press("enter")

        drawn = desk.text()
        titles = [module.title, lists.title, FILES.title, files.title]
        assert sorted(titles, key=drawn.index) == titles


async def test_a_quiz_has_its_own_mark_and_is_read_like_any_lesson() -> None:
    async with open_desk(academy_with(with_topic(samples.make_course())), at="courses") as desk:
        await desk.press("enter")
        await desk.until(lambda: "? Reading files" in desk.text())
        await desk.press("end", "enter")

        await desk.until(lambda: "quiz, 1 h 35" in desk.text())


async def test_a_linked_video_is_named_with_its_whole_address() -> None:
    course = samples.make_course()
    linked = replace(course.outline[0].lessons[0], kind=LessonKind.LINK)
    lessons = [linked, *course.outline[0].lessons[1:]]
    outline = [replace(course.outline[0], lessons=lessons), *course.outline[1:]]
    academy = academy_with(replace(course, outline=outline))

    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter")
        await desk.until(lambda: f"↗ {linked.title}" in desk.text())
        await desk.press("down", "down", "enter")

        await desk.until(lambda: "video link, 8 min" in desk.text())
        head = desk.app.screen.query_one("#lesson-head", Static)
        drawn = [strip.text.strip() for strip in head.render_lines(head.size.region)]
        assert samples.LINKED_VIDEO in "".join(drawn)


async def test_changes_of_lessons_in_topics_are_found_by_the_key() -> None:
    academy = academy_with(with_topic(make_changed_course()))
    academy.changes = make_changes(
        fields=[], lessons=[make_change("Reading files", Change.CHANGED, "Working with data")]
    )
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter")
        await desk.until(lambda: "What changes" in desk.text())
        await desk.press("n")

        await desk.until(lambda: "changed in “Working with data”" in desk.text())
