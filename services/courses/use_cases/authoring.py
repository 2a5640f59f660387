"""What teachers do with their courses and modules."""

from typing import Any

from msgspec import UNSET

from contracts.courses.authoring import (
    AddModule,
    CreateCourse,
    RemoveModule,
    RenameModule,
    SubmitCourse,
    UpdateCourse,
)
from contracts.courses.events import CourseSubmitted
from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.types import Money
from services.common.database import new_id
from services.common.slugs import make_distinct, make_slug
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.markdown import Render
from services.courses.models import Course
from services.courses.policies import editing, uploads
from services.courses.prices import comparable_price
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.courses import CourseRepository, ModuleRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.people import PersonRepository
from services.courses.use_cases.drafts import announce_published, refresh_outline, show_draft

PLAIN_FIELDS = ("title", "summary", "level", "language")


def create_course(
    work: UnitOfWork, links: FileLinks, render: Render, request: CreateCourse
) -> CourseDraft:
    """Start a draft course of the caller."""
    CatalogueRepository(work.session).get_category_name(request.category)
    course = Course(
        id=new_id(),
        teacher_id=work.actor.user_id,
        teacher_name=PersonRepository(work.session).find_name(work.actor.user_id) or "",
        category=request.category,
        status=CourseStatus.DRAFT,
        created_at=work.now,
        outline=[],
        **{name: getattr(request, name) for name in PLAIN_FIELDS},
    )
    course.slug = _free_slug(work, course)
    _describe(course, render, request.description)
    _price(course, request.price)
    CourseRepository(work.session).add(course)
    return show_draft(work, links, course)


def update_course(
    work: UnitOfWork, links: FileLinks, render: Render, request: UpdateCourse
) -> CourseDraft:
    """Change some fields; the address of a published course stays, so that links keep working."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_may_edit(work.actor, course)
    before = _offer(course)
    _change(work, course, render, request)
    if course.status is not CourseStatus.PUBLISHED:
        course.slug = _free_slug(work, course)
    elif _offer(course) != before:
        announce_published(work, course, first=False)
    work.session.flush()
    return show_draft(work, links, course)


def add_module(work: UnitOfWork, links: FileLinks, request: AddModule) -> CourseDraft:
    """Append a module."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_may_edit(work.actor, course)
    ModuleRepository(work.session).append(course.id, request.title)
    refresh_outline(work, course)
    return show_draft(work, links, course)


def rename_module(work: UnitOfWork, links: FileLinks, request: RenameModule) -> CourseDraft:
    """Give a module another title."""
    module = ModuleRepository(work.session).get(request.module_id)
    course = CourseRepository(work.session).get_for_update(module.course_id)
    editing.ensure_may_edit(work.actor, course)
    module.title = request.title
    work.session.flush()
    refresh_outline(work, course)
    return show_draft(work, links, course)


def remove_module(work: UnitOfWork, links: FileLinks, request: RemoveModule) -> CourseDraft:
    """Remove an empty module."""
    modules = ModuleRepository(work.session)
    module = modules.get(request.module_id)
    course = CourseRepository(work.session).get_for_update(module.course_id)
    editing.ensure_may_edit(work.actor, course)
    editing.ensure_module_empty(modules.count_lessons(module.id))
    modules.remove(module)
    refresh_outline(work, course)
    return show_draft(work, links, course)


def submit_course(work: UnitOfWork, links: FileLinks, request: SubmitCourse) -> CourseDraft:
    """Hand a course in; one that already is, or is published, stays as it is."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_may_submit(work.actor, course)
    if course.status not in editing.SUBMITTABLE:
        return show_draft(work, links, course)
    editing.ensure_submittable(LessonRepository(work.session).list_of_course(course.id))
    course.status, course.submitted_at = CourseStatus.SUBMITTED, work.now
    course.review_note = ""
    work.session.flush()
    work.record(
        CourseSubmitted(course_id=course.id, title=course.title, teacher_id=course.teacher_id)
    )
    return show_draft(work, links, course)


def _change(work: UnitOfWork, course: Course, render: Render, request: UpdateCourse) -> None:
    for name in PLAIN_FIELDS:
        if getattr(request, name) is not UNSET:
            setattr(course, name, getattr(request, name))
    if request.description is not UNSET:
        _describe(course, render, request.description)
    if request.price is not UNSET:
        _price(course, request.price)
    if request.category is not UNSET:
        _move(work, course, request.category)
    if request.cover_file_id is not UNSET:
        _cover(work, course, request.cover_file_id)


def _offer(course: Course) -> tuple[Any, ...]:
    """What other services know of a published course."""
    return course.title, course.slug, course.price_amount, course.price_currency


def _describe(course: Course, render: Render, description: str) -> None:
    course.description = description
    course.description_html = render(description).html


def _price(course: Course, price: Money) -> None:
    course.price_amount, course.price_currency = price.amount, price.currency
    course.price_order = comparable_price(price)


def _move(work: UnitOfWork, course: Course, category: str) -> None:
    """Put a course on another shelf; both counts follow when it is published."""
    catalogue = CatalogueRepository(work.session)
    catalogue.get_category_name(category)
    if course.status is CourseStatus.PUBLISHED and category != course.category:
        catalogue.shelve(course.category, -1)
        catalogue.shelve(category, 1)
    course.category = category


def _cover(work: UnitOfWork, course: Course, file_id: Any) -> None:
    """Show one of the course's pictures as its cover, or none."""
    course.cover_file_id = course.cover_media_type = None
    if file_id is not None:
        file = FileRepository(work.session).get_of_course(course.id, file_id)
        uploads.ensure_picture(file.media_type)
        course.cover_file_id, course.cover_media_type = file.id, file.media_type


def _free_slug(work: UnitOfWork, course: Course) -> str:
    """The address that the title gives, made distinct when another course has it."""
    slug = make_slug(course.title, "course")
    taken = CourseRepository(work.session).is_slug_taken(slug, by_other_than=course.id)
    return make_distinct(slug, course.id) if taken else slug
