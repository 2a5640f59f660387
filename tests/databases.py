"""Databases of their own for tests, copied from one that the migrations have made."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from alembic import command
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from services.common.migrations import configuration

SERVER_VARIABLE = "POSTGRES_URL"

KEEP = """
DO $$ DECLARE kept record; filled boolean; BEGIN
  CREATE SCHEMA pristine;
  FOR kept IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', kept.name) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE pristine.%I AS TABLE public.%I', kept.name, kept.name);
    END IF;
  END LOOP;
END $$
"""

SHAPE = """
SELECT (
  SELECT array_agg((oid, relname, relacl, relnatts)::text ORDER BY oid)
  FROM pg_class WHERE relnamespace = 'public'::regnamespace
)::text || (
  SELECT array_agg((tgrelid, tgname, tgenabled)::text ORDER BY oid) FROM pg_trigger
)::text
"""

RESTORE = """
DO $$ DECLARE kept record; filled boolean; BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET LOCAL session_replication_role = replica;
  FOR kept IN
    SELECT tablename AS name, to_regclass(format('pristine.%I', tablename)) AS copy
    FROM pg_tables WHERE schemaname = 'public'
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', kept.name) INTO filled;
    IF filled THEN
      EXECUTE format('DELETE FROM public.%I', kept.name);
    END IF;
    IF kept.copy IS NOT NULL THEN
      EXECUTE format('INSERT INTO public.%I TABLE pristine.%I', kept.name, kept.name);
    END IF;
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""


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


@contextmanager
def migrated(service: str) -> Iterator["MigratedDatabase"]:
    """A service's database for test after test, until the block ends."""
    with fresh_database(service) as url:
        command.upgrade(configuration(service, url), "head")
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text(KEEP))
        engine.dispose()
        database = MigratedDatabase(service, str(make_url(url).database))
        try:
            yield database
        finally:
            database.forget()


class MigratedDatabase:
    """A copy of what the migrations have made, which each test finds as they left it.

    Emptying it takes a tenth of the time that a new copy does. One whose tables, triggers or
    grants a test has changed is dropped, and the next test gets a new copy.
    """

    def __init__(self, service: str, template: str) -> None:
        self._service = service
        self._template = template
        self._copy: _Copy | None = None

    def restored(self) -> str:
        """The address of the database, free of what earlier tests did."""
        if self._copy is None or not self._copy.restore():
            self.forget()
            self._copy = _Copy(self._service, self._template)
        return self._copy.url

    def forget(self) -> None:
        """Drop the copy."""
        if self._copy is not None:
            self._copy.drop()
        self._copy = None


class _Copy:
    def __init__(self, service: str, template: str) -> None:
        self._life = fresh_database(service, template)
        self.url = self._life.__enter__()
        self._engine: Engine = create_engine(self.url)
        self._connection: Connection = self._engine.connect()
        self._shape = self._read_shape()

    def restore(self) -> bool:
        """Take back what was written; whether that was all that had changed."""
        if self._read_shape() != self._shape:
            return False
        self._connection.execute(text(RESTORE))
        self._connection.commit()
        return True

    def drop(self) -> None:
        self._connection.close()
        self._engine.dispose()
        self._life.__exit__(None, None, None)

    def _read_shape(self) -> str:
        shape: str = self._connection.execute(text(SHAPE)).scalar_one()
        self._connection.rollback()
        return shape
