"""Alembic for every service: `python -m services.common.migrations upgrade courses|all`.

Run as a deployment step, never by a service at its start. Each migration has to work with the
previous release of the code beside it.
"""

import sys
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, inspect, text
from sqlalchemy.engine import Connection

from services.common import SERVICES
from services.common.database import NAMING_CONVENTION, Bookkeeping, engine_options
from services.common.settings import database_url

SERVICES_DIR = Path(__file__).resolve().parent.parent


def configuration(service: str, url: str | None = None) -> Config:
    """Alembic's configuration for one service."""
    config = Config()
    config.set_main_option("script_location", str(SERVICES_DIR / service / "migrations"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["url"] = url or database_url(service)
    return config


def run(metadata: MetaData, *, append_only: tuple[str, ...] = ()) -> None:
    """The body of every service's `env.py`: migrate inside one transaction.

    What the service may not do to its append-only tables is said again every time, since a backup
    is restored without grants.
    """
    options = engine_options(1)
    options["connect_args"]["options"] += " -c statement_timeout=60000"
    engine = create_engine(context.config.attributes["url"], **options)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(20071)"))
        context.configure(connection=connection, target_metadata=metadata, compare_type=True)
        context.run_migrations()
        for table in append_only:
            _revoke_changes(connection, table)
    engine.dispose()


def _revoke_changes(connection: Connection, table: str) -> None:
    if inspect(connection).has_table(table):
        connection.execute(
            text(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC, CURRENT_USER")
        )


def bookkeeping_metadata() -> MetaData:
    """The bookkeeping tables alone, for a service's first migration to create."""
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    Bookkeeping(metadata)
    return metadata


def main(arguments: list[str]) -> None:
    """`upgrade SERVICE|all` or `revision SERVICE ID MESSAGE`."""
    action, service, *rest = arguments
    if action == "upgrade":
        for name in SERVICES if service == "all" else (service,):
            command.upgrade(configuration(name), "head")
    elif action == "revision":
        revision, message = rest
        command.revision(configuration(service), message, rev_id=revision, autogenerate=True)
    else:
        sys.exit("Say: upgrade SERVICE|all, or revision SERVICE ID MESSAGE.")


if __name__ == "__main__":
    main(sys.argv[1:])
