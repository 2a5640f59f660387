"""What anybody may browse."""

from contracts.courses.catalogue import (
    Facets,
    FacetValue,
    FoundCourses,
    GetCourse,
    ListCategories,
    ListCourses,
    ListFacets,
    Suggest,
    Suggestion,
    SuggestionKind,
    Suggestions,
    SuggestTags,
)
from contracts.courses.resources import Category, Course, CourseOrder
from services.common.work import UnitOfWork
from services.courses.links import FileLinks, referenced_files
from services.courses.policies import narrowing
from services.courses.replies import to_card, to_course
from services.courses.repository import suggestions
from services.courses.repository.catalogue import CatalogueRepository, TagRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.search import PostgresSearch
from services.courses.searching import Counts, SearchBackend, Wanted, wanted_of

MOST_SUGGESTED = 10


def list_categories(work: UnitOfWork, _request: ListCategories) -> list[Category]:
    """Every shelf, the empty ones too."""
    rows = CatalogueRepository(work.session).list_categories()
    return [Category(slug=row.slug, name=row.name, course_count=row.course_count) for row in rows]


def list_courses(
    work: UnitOfWork, links: FileLinks, search: SearchBackend, request: ListCourses
) -> FoundCourses:
    """A page of the catalogue; words that nobody teaches are tried again corrected."""
    wanted, corrected = wanted_of(request), None
    found = search.search(wanted, request.order, request.after, request.limit)
    if not found.ids and wanted.search:
        corrected = _correct(work, wanted.search)
        if corrected is not None:
            again = wanted._replace(search=corrected)
            found = search.search(again, request.order, request.after, request.limit)
    rows = CatalogueRepository(work.session).list_cards(found.ids)
    return FoundCourses(
        items=[to_card(row, links) for row in rows],
        next=found.next,
        corrected=corrected if found.ids else None,
    )


def list_facets(work: UnitOfWork, search: SearchBackend, request: ListFacets) -> Facets:
    """What the same page can be narrowed by; misspelled words are corrected alike."""
    wanted = wanted_of(request)
    counts = search.count(wanted)
    if not counts.total and wanted.search and not _is_found(search, wanted):
        corrected = _correct(work, wanted.search)
        if corrected is not None:
            counts = search.count(wanted._replace(search=corrected))
    return _facets(work, counts)


def suggest(work: UnitOfWork, search: SearchBackend, request: Suggest) -> Suggestions:
    """What begins as typed; then what holds all the words; then what is spelled alike."""
    found = search.suggest(request.text) or _holding(work, search, request.text)
    if found:
        return Suggestions(items=found[:MOST_SUGGESTED])
    corrected = _correct(work, request.text, unfinished=True)
    if corrected is None:
        return Suggestions(items=[])
    again = search.suggest(corrected) or _holding(work, search, corrected)
    return Suggestions(items=again[:MOST_SUGGESTED], corrected=corrected if again else None)


def suggest_tags(work: UnitOfWork, request: SuggestTags) -> Suggestions:
    """Tags that begin as typed."""
    kinds = (SuggestionKind.TAG,)
    return Suggestions(items=suggestions.suggest(work.session, request.text, kinds))


def get_course(work: UnitOfWork, links: FileLinks, request: GetCourse) -> Course:
    """The public page of a course."""
    row = CatalogueRepository(work.session).get_published(request.slug)
    ids = referenced_files(row.description_html)
    stored = FileRepository(work.session).list_of_course(row.id, ids)
    tags = TagRepository(work.session).names(row.tags)
    return to_course(row, links, [links.file(file, work.now) for file in stored], tags)


def _correct(work: UnitOfWork, text: str, *, unfinished: bool = False) -> str | None:
    """The text as the words of the catalogue are spelled, or None when that is how it is."""
    corrected = PostgresSearch(work.session).correct(text, unfinished=unfinished)
    return corrected if corrected not in {"", text} else None


def _is_found(search: SearchBackend, wanted: Wanted) -> bool:
    """Whether the words alone are found, and only the filters exclude everything."""
    words = Wanted(search=wanted.search)
    return bool(search.search(words, CourseOrder.RELEVANCE, None, 1).ids)


def _holding(work: UnitOfWork, search: SearchBackend, text: str) -> list[Suggestion]:
    """Courses that hold all of several words, in any order."""
    if len(text.split()) == 1:
        return []
    found = search.search(Wanted(search=text.strip()), CourseOrder.RELEVANCE, None, 5)
    rows = CatalogueRepository(work.session).list_cards(found.ids)
    kind = SuggestionKind.COURSE
    return [Suggestion(kind=kind, target=row.slug, label=row.title) for row in rows]


def _facets(work: UnitOfWork, counts: Counts) -> Facets:
    shelves = {row.slug: row.name for row in CatalogueRepository(work.session).list_categories()}
    tags = TagRepository(work.session).names(counts.values["tag"])
    values = {**counts.values}
    values["price"] = narrowing.price_counts(values["price"])
    values["rating"] = narrowing.rating_counts(values["rating"])
    names: dict[str, dict[str, str]] = {"category": shelves, "tag": tags}
    shown = {
        facet: [
            FacetValue(
                value=value,
                name=names.get(facet, {}).get(value, value),
                count=number,
                at_least=facet in counts.partial,
            )
            for value, number in narrowing.by_number(found)
        ]
        for facet, found in values.items()
    }
    total = FacetValue(value="", name="", count=counts.total, at_least="total" in counts.partial)
    return Facets(total=total, **shown)
