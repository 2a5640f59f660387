"""One database and one role per service; a role can enter its own database only."""

from contextlib import closing
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec
import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, cursor

MAINTENANCE = ("postgres", "template1")
EXTENSIONS = ("pg_trgm", "unaccent", "citext", "btree_gist")


class Database(msgspec.Struct, frozen=True):
    """A service's database: name (of the role as well) and password."""

    name: str
    password: str


def url(admin_url: str, database: Database) -> str:
    """Where the service itself signs in."""
    parts = urlsplit(admin_url)
    host, port = parts.hostname or "127.0.0.1", parts.port or 5432
    who = f"{quote(database.name)}:{quote(database.password, safe='')}"
    return f"postgresql+psycopg2://{who}@{host}:{port}/{database.name}"


def ensure(admin_url: str, databases: list[Database], *, ours: bool) -> None:
    """Create what is missing, set the passwords, close the doors between them; safe to repeat.

    On a server of our own the maintenance databases are closed to the services as well.
    """
    with closing(connect(admin_url)) as connection:
        admin = connection.cursor()
        for database in databases:
            _ensure_role(admin, database)
            _ensure_database(admin, database)
        for name in MAINTENANCE if ours else ():
            _close(admin, sql.Identifier(name))
    for database in databases:
        with closing(connect(inside(admin_url, database.name))) as connection:
            for extension in EXTENSIONS:
                command = sql.SQL("create extension if not exists {}")
                connection.cursor().execute(command.format(sql.Identifier(extension)))


def connect(url_: str) -> psycopg2.extensions.connection:
    """A connection on which every statement stands for itself, as `create database` demands."""
    connection = psycopg2.connect(url_, connect_timeout=5)
    connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return connection


def inside(admin_url: str, name: str) -> str:
    """The administrator's way into another database of the same server."""
    return urlunsplit(urlsplit(admin_url)._replace(path=f"/{name}"))


def _ensure_role(admin: cursor, database: Database) -> None:
    role = sql.Identifier(database.name)
    admin.execute("select from pg_roles where rolname = %s", [database.name])
    if admin.fetchone() is None:
        admin.execute(sql.SQL("create role {}").format(role))
    secret = sql.Literal(database.password)
    admin.execute(sql.SQL("alter role {} login password {}").format(role, secret))


def _ensure_database(admin: cursor, database: Database) -> None:
    name = sql.Identifier(database.name)
    admin.execute("select from pg_database where datname = %s", [database.name])
    if admin.fetchone() is None:
        # Creating a database for another role takes membership in it, unless one is superuser.
        admin.execute(sql.SQL("grant {} to current_user").format(name))
        admin.execute(sql.SQL("create database {} owner {}").format(name, name))
    _close(admin, name)
    admin.execute(sql.SQL("grant connect, temporary on database {} to {}").format(name, name))


def _close(admin: cursor, name: sql.Identifier) -> None:
    admin.execute(sql.SQL("revoke connect, temporary on database {} from public").format(name))
