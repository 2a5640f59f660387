"""Arranging courses, copying them, and what is looked up while writing."""

from contracts.courses.resources import CourseDraft
from contracts.courses.tree import (
    AddTopic,
    DuplicateCourse,
    DuplicateLesson,
    MoveLesson,
    MoveModule,
    MoveTopic,
    RemoveTopic,
    RenameTopic,
    SketchOutline,
)
from contracts.courses.writing import (
    ListCourseFiles,
    RemoveCourseFile,
    RenderedText,
    RenderMarkdown,
    StoredFile,
)
from services.common.rpc import handles
from services.common.work import UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import duplicates, tree, writing


class Arranging(Dependencies):
    """The tree of a course and the texts in it."""

    @handles
    def add_topic(self, work: UnitOfWork, request: AddTopic) -> CourseDraft:
        """Append a topic."""
        return tree.add_topic(work, self.links, request)

    @handles
    def rename_topic(self, work: UnitOfWork, request: RenameTopic) -> CourseDraft:
        """Give a topic another title."""
        return tree.rename_topic(work, self.links, request)

    @handles
    def remove_topic(self, work: UnitOfWork, request: RemoveTopic) -> CourseDraft:
        """Remove a topic, and keep its lessons."""
        return tree.remove_topic(work, self.links, request)

    @handles
    def move_module(self, work: UnitOfWork, request: MoveModule) -> CourseDraft:
        """Put a module elsewhere."""
        return tree.move_module(work, self.links, request)

    @handles
    def move_topic(self, work: UnitOfWork, request: MoveTopic) -> CourseDraft:
        """Put a topic elsewhere."""
        return tree.move_topic(work, self.links, request)

    @handles
    def move_lesson(self, work: UnitOfWork, request: MoveLesson) -> CourseDraft:
        """Put a lesson elsewhere."""
        return tree.move_lesson(work, self.links, request)

    @handles
    def sketch_outline(self, work: UnitOfWork, request: SketchOutline) -> CourseDraft:
        """Begin with the modules and lessons of a sketch."""
        return tree.sketch_outline(work, self.links, request)

    @handles
    def duplicate_lesson(self, work: UnitOfWork, request: DuplicateLesson) -> CourseDraft:
        """Copy a lesson."""
        return duplicates.duplicate_lesson(work, self.links, self.files, request)

    @handles
    def duplicate_course(self, work: UnitOfWork, request: DuplicateCourse) -> CourseDraft:
        """Copy a course."""
        return duplicates.duplicate_course(work, self.links, self.files, request)

    @handles
    def render_markdown(self, work: UnitOfWork, request: RenderMarkdown) -> RenderedText:
        """A text as students will read it."""
        return writing.render_markdown(work, self.links, self.render, request)

    @handles
    def list_course_files(self, work: UnitOfWork, request: ListCourseFiles) -> list[StoredFile]:
        """The files of a course."""
        return writing.list_course_files(work, self.links, request)

    @handles
    def remove_course_file(self, work: UnitOfWork, request: RemoveCourseFile) -> list[StoredFile]:
        """Remove a file that nothing uses."""
        return writing.remove_course_file(work, self.links, self.files, request)
