"""What anybody may browse."""

from contracts.courses.catalogue import GetCourse, ListCategories, ListCourses
from contracts.courses.resources import Category, Course, CourseCard
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses.links import FileLinks, referenced_files
from services.courses.replies import to_card, to_course
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.files import FileRepository


def list_categories(work: UnitOfWork, _request: ListCategories) -> list[Category]:
    """Every shelf, the empty ones too."""
    rows = CatalogueRepository(work.session).list_categories()
    return [Category(slug=row.slug, name=row.name, course_count=row.course_count) for row in rows]


def list_courses(work: UnitOfWork, links: FileLinks, request: ListCourses) -> Page[CourseCard]:
    """A page of the catalogue."""
    rows, following = CatalogueRepository(work.session).list_published(request)
    return Page(items=[to_card(row, links) for row in rows], next=following)


def get_course(work: UnitOfWork, links: FileLinks, request: GetCourse) -> Course:
    """The public page of a course."""
    row = CatalogueRepository(work.session).get_published(request.slug)
    ids = referenced_files(row.description_html)
    stored = FileRepository(work.session).list_of_course(row.id, ids)
    return to_course(row, links, [links.file(file, work.now) for file in stored])
