"""What anybody may browse."""

from contracts.courses.catalogue import (
    Facets,
    FoundCourses,
    GetCourse,
    ListCategories,
    ListCourses,
    ListFacets,
    Suggest,
    Suggestions,
    SuggestTags,
)
from contracts.courses.resources import Category, Course
from services.common.rpc import handles
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import catalogue, indexing


class Catalogue(Dependencies):
    """Browsing and searching the published courses."""

    @handles
    def list_categories(self, work: UnitOfWork, request: ListCategories) -> list[Category]:
        """The shelves of the catalogue."""
        return catalogue.list_categories(work, request)

    @handles
    def list_courses(self, work: UnitOfWork, request: ListCourses) -> FoundCourses:
        """A page of the catalogue."""
        return catalogue.list_courses(work, self.links, self.search(work.session), request)

    @handles
    def list_facets(self, work: UnitOfWork, request: ListFacets) -> Facets:
        """What the catalogue can be narrowed by."""
        return catalogue.list_facets(work, self.search(work.session), request)

    @handles
    def suggest(self, work: UnitOfWork, request: Suggest) -> Suggestions:
        """What somebody who is typing may be looking for."""
        return catalogue.suggest(work, self.search(work.session), request)

    @handles
    def suggest_tags(self, work: UnitOfWork, request: SuggestTags) -> Suggestions:
        """Tags that others have used."""
        return catalogue.suggest_tags(work, request)

    @handles
    def get_course(self, work: UnitOfWork, request: GetCourse) -> Course:
        """The public page of a course."""
        return catalogue.get_course(work, self.links, request)

    @every(seconds=2)
    def feed_search(self, begin: Begin) -> None:
        """Tell the search engine beside the database what changed."""
        indexing.feed(begin, self.engine)
