"""Tables that the catalogue is searched by; triggers of the database keep them (migration 0006)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Double, ForeignKey, Index, Sequence, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from services.courses.models.base import Base

VERSIONS = Sequence("search_versions", metadata=Base.metadata)
LETTERS = (1, 2, 3, 5, 8)
"""Lengths of beginnings that suggestions are indexed by."""

_AT_ONCE: dict[str, Any] = {"postgresql_using": "gin", "postgresql_with": {"fastupdate": "off"}}


class Tag(Base):
    """A word that teachers put on courses, spelled as the first of them did."""

    __tablename__ = "tags"
    __table_args__ = (Index("ix_tags_course_count", "course_count", "slug"),)

    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    course_count: Mapped[int] = mapped_column(server_default=text("0"))


class CatalogueEntry(Base):
    """A course of the catalogue, narrow: what it is found, filtered, counted and ordered by."""

    __tablename__ = "catalogue_entries"
    __table_args__ = (
        Index("ix_catalogue_entries_quality", "quality", "course_id"),
        Index("ix_catalogue_entries_newest", "published_at", "course_id"),
        Index("ix_catalogue_entries_price", "price_order", "course_id"),
        Index("ix_catalogue_entries_rating", "rating", "course_id"),
        Index("ix_catalogue_entries_popularity", "popularity", "course_id"),
        Index("ix_catalogue_entries_shelf", "category", "quality", "course_id"),
        Index("ix_catalogue_entries_shelf_newest", "category", "published_at", "course_id"),
        Index("ix_catalogue_entries_language", "language", "quality", "course_id"),
        Index("ix_catalogue_entries_teacher", "teacher_id", "quality", "course_id"),
        Index("ix_catalogue_entries_titles", "titles", **_AT_ONCE),
        Index("ix_catalogue_entries_search", "search", **_AT_ONCE),
        Index("ix_catalogue_entries_tags", "tags", **_AT_ONCE),
    )

    course_id: Mapped[UUID] = mapped_column(
        ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True
    )
    category: Mapped[str]
    level: Mapped[str]
    language: Mapped[str]
    teacher_id: Mapped[UUID]
    tags: Mapped[list[str]]
    price_order: Mapped[int]
    price_band: Mapped[str]
    rating_floor: Mapped[int] = mapped_column(SmallInteger)
    published_at: Mapped[datetime]
    rating: Mapped[float] = mapped_column(Double)
    popularity: Mapped[float] = mapped_column(Double)
    quality: Mapped[float] = mapped_column(Double)
    titles: Mapped[Any] = mapped_column(TSVECTOR, deferred=True, nullable=False)
    search: Mapped[Any] = mapped_column(TSVECTOR, deferred=True, nullable=False)


class CatalogueCount(Base):
    """How many courses of the catalogue have the same five properties."""

    __tablename__ = "catalogue_counts"

    category: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    price_band: Mapped[str] = mapped_column(primary_key=True)
    rating_floor: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    courses: Mapped[int]


class SuggestionStart(Base):
    """A suggestion from one of its words on, so that it is found by the beginning of any word.

    The first letters are indexed with the weight, so that of the many which begin with one letter
    the best are read off in order; the whole key is indexed for the few that begin with many.
    """

    __tablename__ = "suggestion_starts"
    __table_args__ = (
        Index("ix_suggestion_starts_key", "kind", "key"),
        *(
            Index(
                f"ix_suggestion_starts_{letters}", "kind", text(f'"left"(key, {letters})'), "weight"
            )
            for letters in LETTERS
        ),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    key: Mapped[str] = mapped_column(Text(collation="C"))
    label: Mapped[str]
    weight: Mapped[float] = mapped_column(Double)


class SearchChange(Base):
    """A course whose entry changed, until a search engine beside the database has heard of it."""

    __tablename__ = "search_changes"
    __table_args__ = (Index("ix_search_changes_version", "version"),)

    course_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
