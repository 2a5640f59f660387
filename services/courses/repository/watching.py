"""Queries of what was watched."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, cast, column, func, literal, select, update
from sqlalchemy.dialects.postgresql import INT4MULTIRANGE, insert
from sqlalchemy.orm import Session

from services.courses.models import Watch

Span = tuple[int, int]


class WatchRepository:
    """Who has watched what of which video."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, student_id: UUID, lesson_id: UUID, video_id: UUID, **first: Any) -> Watch:
        """What a student has watched in a lesson, locked; another video starts from nothing."""
        place = {"student_id": student_id, "lesson_id": lesson_id}
        fresh = {"video_id": video_id, "seen": _multirange([]), "watched_seconds": 0, **first}
        statement = insert(Watch).values(**place, **fresh)
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=list(place), set_=fresh, where=Watch.video_id != video_id
            )
        )
        return self._session.get_one(
            Watch, (student_id, lesson_id), with_for_update=True, populate_existing=True
        )

    def list_seen(self, watch: Watch) -> list[Span]:
        """The seconds that count already, in order."""
        span = _spans_of(watch)
        bounds = select(func.lower(span).label("start"), func.upper(span).label("end"))
        rows = self._session.execute(bounds.order_by(column("start")))
        return [(int(start), int(end)) for start, end in rows]

    def add(self, watch: Watch, spans: Sequence[Span], **values: Any) -> int:
        """Count more seconds; how many count now."""
        mine = Watch.student_id == watch.student_id, Watch.lesson_id == watch.lesson_id
        merged = Watch.seen.op("+")(_multirange(spans))
        self._session.execute(update(Watch).where(*mine).values(seen=merged, **values))
        span = _spans_of(watch)
        total = select(func.sum(func.upper(span) - func.lower(span)))
        count = self._session.scalar(total) or 0
        self._session.execute(update(Watch).where(*mine).values(watched_seconds=count))
        return int(count)


def _spans_of(watch: Watch) -> ColumnElement[Any]:
    mine = Watch.student_id == watch.student_id, Watch.lesson_id == watch.lesson_id
    unnested = select(func.unnest(Watch.seen).label("span")).where(*mine).subquery()
    return unnested.c.span


def _multirange(spans: Sequence[Span]) -> Any:
    return cast(literal("{" + ",".join(f"[{a},{b})" for a, b in spans) + "}"), INT4MULTIRANGE)
