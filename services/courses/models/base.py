"""What all tables of the courses service share."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase

from services.common.database import NAMING_CONVENTION, TYPES, Bookkeeping


class Base(DeclarativeBase):
    """Everything the courses database holds."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = TYPES


bookkeeping = Bookkeeping(Base.metadata)


def one_of(choices: type[StrEnum]) -> Enum:
    """Column type that stores the value of a choice as text; the table's CHECK limits it."""
    return Enum(
        choices,
        native_enum=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def check(column: str, choices: type[StrEnum]) -> CheckConstraint:
    """The column holds one of the choices."""
    values = ", ".join(f"'{choice.value}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({values})", name=column)
