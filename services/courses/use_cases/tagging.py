"""Tags on what a teacher writes."""

from collections.abc import Iterable
from typing import Protocol

from services.common.work import UnitOfWork
from services.courses.repository.catalogue import TagRepository
from services.courses.tags import distinct_tags


class Tagged(Protocol):
    """A course, or a version of one."""

    tags: list[str]


def put_tags(work: UnitOfWork, tagged: Tagged, names: Iterable[str]) -> None:
    """Put tags on a course as they are spelled there already, or as its teacher does."""
    tags = distinct_tags(names)
    TagRepository(work.session).keep(tags)
    tagged.tags = list(tags)
