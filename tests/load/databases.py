"""Addresses of databases in the words of each program."""

import os

from sqlalchemy import create_engine, make_url
from sqlalchemy.engine import Engine


def plain(url: str) -> str:
    """The address for programs that do not know SQLAlchemy's driver names."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def engine_of(service: str) -> Engine:
    """The database of a service of the stack."""
    return create_engine(os.environ[f"{service.upper()}_DATABASE_URL"])
