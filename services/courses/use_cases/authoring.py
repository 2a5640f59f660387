"""What teachers do with their courses and modules."""

from uuid import UUID

from msgspec import UNSET

from contracts.courses.authoring import (
    AddModule,
    CreateCourse,
    RemoveModule,
    RenameModule,
    UpdateCourse,
)
from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.types import Money
from services.common.database import new_id
from services.common.slugs import make_distinct, make_slug
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.markdown import Render
from services.courses.models import Course, WorkingCopy
from services.courses.policies import editing, publication, uploads
from services.courses.prices import comparable_price
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.courses import CourseRepository, ModuleRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.people import PersonRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.use_cases.drafts import announce_published, refresh_outline, show_draft
from services.courses.use_cases.tagging import put_tags

Face = Course | WorkingCopy
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
    put_tags(work, course, request.tags)
    CourseRepository(work.session).add(course)
    return show_draft(work, links, course)


def update_course(
    work: UnitOfWork, links: FileLinks, render: Render, request: UpdateCourse
) -> CourseDraft:
    """Change some fields; of a published course only the price and the tags change at once.

    Its address stays for good, so that links keep working.
    """
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_may_edit(work.actor, course)
    editing.ensure_unchanged_course(course.version, request.base_version)
    course.version += 1
    if request.section_label is not UNSET:
        course.section_label = request.section_label
    if request.price is not UNSET:
        _reprice(work, course, request.price)
    if request.tags is not UNSET:
        _retag(work, course, request.tags)
    if _describes(request):
        face = WorkingCopyRepository(work.session).open(course)
        _change(work, course, face, render, request)
        course.status = publication.status_after_edit(course.status)
    if course.revision_id is None:
        course.slug = _free_slug(work, course)
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


def _describes(request: UpdateCourse) -> bool:
    """Whether a request changes anything that reviewers look at."""
    names = (*PLAIN_FIELDS, "description", "category", "cover_file_id")
    return any(getattr(request, name) is not UNSET for name in names)


def _change(
    work: UnitOfWork, course: Course, face: Face, render: Render, request: UpdateCourse
) -> None:
    for name in PLAIN_FIELDS:
        if getattr(request, name) is not UNSET:
            setattr(face, name, getattr(request, name))
    if request.description is not UNSET:
        _describe(face, render, request.description)
    if request.category is not UNSET:
        CatalogueRepository(work.session).get_category_name(request.category)
        face.category = request.category
    if request.cover_file_id is not UNSET:
        _cover(work, course.id, face, request.cover_file_id)


def _describe(face: Face, render: Render, description: str) -> None:
    face.description = description
    face.description_html = render(description).html


def _reprice(work: UnitOfWork, course: Course, price: Money) -> None:
    """A price is the teacher's own affair: it holds at once, and nobody reviews it."""
    before = course.price_amount, course.price_currency
    _price(course, price)
    if course.live and (price.amount, price.currency) != before:
        announce_published(work, course, first=False)


def _retag(work: UnitOfWork, course: Course, names: list[str]) -> None:
    """Tags hold at once, like a price: they say where to look for a course, not what it teaches."""
    before = list(course.tags)
    put_tags(work, course, names)
    if course.live and list(course.tags) != before:
        work.session.flush()
        announce_published(work, course, first=False)


def _price(course: Course, price: Money) -> None:
    course.price_amount, course.price_currency = price.amount, price.currency
    course.price_order = comparable_price(price)


def _cover(work: UnitOfWork, course_id: UUID, face: Face, file_id: UUID | None) -> None:
    """Show one of the course's pictures as its cover, or none."""
    face.cover_file_id = face.cover_media_type = None
    if file_id is not None:
        file = FileRepository(work.session).get_of_course(course_id, file_id)
        uploads.ensure_picture(file.media_type)
        face.cover_file_id, face.cover_media_type = file.id, file.media_type


def _free_slug(work: UnitOfWork, course: Course) -> str:
    """The address that the title gives, made distinct when another course has it."""
    slug = make_slug(course.title, "course")
    taken = CourseRepository(work.session).is_slug_taken(slug, by_other_than=course.id)
    return make_distinct(slug, course.id) if taken else slug
