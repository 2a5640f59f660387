"""Databases of their own for tests, copied from one that the migrations have made."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

SERVER_VARIABLE = "POSTGRES_URL"


@contextmanager
def fresh_database(purpose: str, template: str = "template1") -> Iterator[str]:
    """The address of a database that exists until the block ends."""
    server_url = make_url(os.environ[SERVER_VARIABLE]).set(drivername="postgresql+psycopg2")
    name = f"test_{purpose}_{uuid4().hex[:12]}"
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
            try:
                yield server_url.set(database=name).render_as_string(hide_password=False)
            finally:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        server.dispose()
