"""One moment for all databases: the door is closed until every event has been delivered.

Each service has its own database, so dumps of different moments could hold an event as sent in one
and its effect nowhere. A few seconds without the gateway are enough to let all of them settle.
"""

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import psycopg2
import psycopg2.extensions

from deploy.stack import control
from deploy.stack.board import read_wanted
from deploy.stack.environment import Environment, database_of
from deploy.stack.report import say
from deploy.stack.servers import rabbitmq

DOOR = "gateway"
PATIENCE = 15.0
LOOK_EVERY = 0.2
DOOR_PATIENCE = 60.0


@contextmanager
def snapshots(environment: Environment) -> Iterator[dict[str, str]]:
    """An exported snapshot per service, all of one moment; valid inside the block."""
    with ExitStack() as open_ones:
        with _closed_door(environment):
            if not _settled(environment):
                say("  ! Some events are still to be delivered; those in RabbitMQ are not saved.")
            found = {}
            for name in environment.services:
                connection = psycopg2.connect(database_url(environment, name))
                open_ones.enter_context(closing(connection))
                found[name] = _export(connection)
        yield found


def database_url(environment: Environment, name: str) -> str:
    """A service's own database, for PostgreSQL's own programs."""
    return database_of(environment.of_service(name)[f"{name.upper()}_DATABASE_URL"])


@contextmanager
def _closed_door(environment: Environment) -> Iterator[None]:
    """Nobody comes in; the services finish what they have."""
    stack = environment.stack
    if DOOR not in read_wanted(stack).parts:
        yield
        return
    control.hold(stack, DOOR)
    try:
        control.wait_gone(stack, DOOR)
        yield
    finally:
        control.release(stack, DOOR)
        control.wait_ready(stack, [DOOR], patience=DOOR_PATIENCE)


def _settled(environment: Environment) -> bool:
    """Wait until nothing is recorded but unsent, nor sent but unhandled."""
    deadline = time.monotonic() + PATIENCE
    while _recorded(environment) or _under_way(environment):
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_EVERY)
    return True


def _recorded(environment: Environment) -> int:
    """Events in the outboxes."""
    total = 0
    for name in environment.services:
        with closing(psycopg2.connect(database_url(environment, name))) as connection:
            cursor = connection.cursor()
            cursor.execute("select to_regclass('outbox_events') is not null")
            if cursor.fetchone() == (True,):
                cursor.execute("select count(*) from outbox_events")
                total += cursor.fetchone()[0]
    return total


def _under_way(environment: Environment) -> int:
    """Messages in the queues of event handlers; parked ones wait for a person, not for us."""
    if "rabbitmq" in environment.servers.shared:
        return 0
    words = rabbitmq.control_command(environment.stack, environment.state)
    command = [*words, "-q", "list_queues", "-p", rabbitmq.VHOST, "name", "messages"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = [line.split("\t") for line in answer.stdout.splitlines()]
    return sum(int(count) for name, count in rows if name.startswith(("evt-", "retry.")))


def _export(connection: psycopg2.extensions.connection) -> str:
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    cursor = connection.cursor()
    cursor.execute("select pg_export_snapshot()")
    return str(cursor.fetchone()[0])
