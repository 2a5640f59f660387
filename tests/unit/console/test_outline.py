"""How the outline of a course under review is drawn."""

from msgspec.structs import replace

from contracts.courses.outline import Topic
from tests.unit.console import samples
from tests.unit.console.driving import open_desk
from tests.unit.console.stub import StubAcademy

FILES = Topic(id=samples.make_id("topic"), title="Files and folders")


async def test_topics_are_headings_above_their_lessons() -> None:
    course = samples.make_courses()[0]
    module = course.outline[1]
    lists, files = module.lessons
    lessons = [lists, replace(files, topic_id=FILES.id)]
    outline = [course.outline[0], replace(module, topics=[FILES], lessons=lessons)]
    academy = StubAcademy()
    academy.courses = [replace(course, outline=outline), *academy.courses[1:]]

    async with open_desk(academy) as desk:
        await desk.press("2", "enter")

        drawn = desk.text()
        titles = [module.title, lists.title, FILES.title, files.title]
        assert sorted(titles, key=drawn.index) == titles
