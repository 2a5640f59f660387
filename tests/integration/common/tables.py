"""The probe's tables."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.database import NAMING_CONVENTION, TYPES, Bookkeeping


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = TYPES


class Line(Base):
    __tablename__ = "probe_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Failure(Base):
    __tablename__ = "probe_failures"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


bookkeeping = Bookkeeping(Base.metadata)
