"""The migrations and the models say the same."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from services.courses import models

pytestmark = pytest.mark.postgres


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, models.Base.metadata) == []


def test_the_searched_text_is_the_same_in_both(engine: Engine) -> None:
    """Alembic does not compare generated columns."""
    query = "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = '{}'::regclass"
    with engine.begin() as connection:
        migrated = connection.scalar(text(query.format("courses")))
        connection.execute(
            text(
                "CREATE TEMPORARY TABLE modeled (title text, teacher_name text, summary text,"
                " description text,"
                f" search tsvector GENERATED ALWAYS AS ({models.SEARCHED}) STORED)"
            )
        )
        modeled = connection.scalar(text(query.format("modeled")))

        assert migrated == modeled
        connection.rollback()
