"""Putting a backup in the place of the data, one database at a time, by renaming."""

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from psycopg2 import sql

from deploy.stack import control, databases
from deploy.stack.environment import Environment
from deploy.stack.report import Refused
from deploy.stack.servers import binaries
from deploy.stack.servers.provide import PRIVATE


def read_in(environment: Environment, service: str, dump: Path) -> None:
    """Restore a dump into a new database beside the one in use."""
    admin_url, name = environment.servers.postgres_url, _name(environment, service)
    draft = f"{name}_restoring"
    owner = sql.Identifier(name)
    with closing(databases.connect(admin_url)) as connection:
        admin = connection.cursor()
        admin.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(draft)))
        create = sql.SQL("create database {} owner {}")
        admin.execute(create.format(sql.Identifier(draft), owner))
    result = subprocess.run(
        [
            str(binaries.require("initdb").with_name("pg_restore")),
            *("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"),
            *(f"--role={name}", f"--dbname={databases.inside(admin_url, draft)}", str(dump)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        message = f"{dump} cannot be restored; nothing was changed: {result.stderr.strip()}"
        raise Refused(message)


def exchange(environment: Environment, service: str) -> None:
    """Swap the restored database with the one in use and drop the latter."""
    admin_url, name = environment.servers.postgres_url, _name(environment, service)
    draft, former = f"{name}_restoring", f"{name}_former"
    rename = sql.SQL("alter database {} rename to {}")
    with closing(databases.connect(admin_url)) as connection:
        admin = connection.cursor()
        end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = any(%s)"
        admin.execute(end, [[name, draft]])
        admin.execute(rename.format(sql.Identifier(name), sql.Identifier(former)))
        admin.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
        admin.execute(sql.SQL("drop database {}").format(sql.Identifier(former)))


def exchange_files(environment: Environment, saved: Path) -> None:
    """Put the saved files in the place of today's."""
    current = Path(environment.files_dir)
    draft, former = current.with_name("files-restoring"), current.with_name("files-former")
    for leftover in (draft, former):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(saved, draft)
    current.rename(former)
    draft.rename(current)
    shutil.rmtree(former)


def forget_messages(environment: Environment) -> None:
    """Messages and cached pages of the data that was replaced mean nothing any more."""
    stack, origins = environment.stack, environment.state.servers
    for name in ("rabbitmq", "redis"):
        if origins.get(name) == PRIVATE:
            control.hold(stack, name)
            control.wait_gone(stack, name)
    if origins.get("rabbitmq") == PRIVATE:
        shutil.rmtree(Path(environment.state.data["rabbitmq"]) / "mnesia")


def _name(environment: Environment, service: str) -> str:
    return f"{environment.servers.database_prefix}{service}"
