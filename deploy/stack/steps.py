"""The one-off work between starting the servers and starting Academy, each done once per need."""

import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2

from deploy.stack import databases, files
from deploy.stack import state as memory
from deploy.stack.environment import Environment, python
from deploy.stack.report import Refused, say, step
from deploy.stack.servers import binaries

DEMO_COURSES = 40
DEMO_SEED = 7
LINES_SHOWN = 15
RESTORED = "restored"


def provide_converter() -> None:
    """What converts videos, if it can be had; without it they play as they were uploaded."""
    if not binaries.install_if_possible(["ffmpeg", "ffprobe"]):
        say("ffmpeg is not installed: videos play, but only as they were uploaded.")


def prepare_databases(environment: Environment) -> None:
    """Roles, databases, extensions, tables."""
    with step("Preparing the databases") as line:
        ensure_databases(environment)
        key = files.digest(_birthmarks(environment) + _code(environment, "migrations"))

        def migrate() -> None:
            line.tell("migrating")
            run(
                environment,
                "migrations",
                ["services.common.migrations", "upgrade", "all"],
                environment.of_migrations(),
            )

        once(environment, "migrations", key, migrate)


def ensure_databases(environment: Environment) -> None:
    """Roles, empty databases, extensions."""
    servers = environment.servers
    ours = "postgres" not in servers.shared
    databases.ensure(servers.postgres_url, environment.databases, ours=ours)


def declare_queues(environment: Environment) -> None:
    """Every queue, before anybody publishes: an event without a queue would be lost."""
    with step("Declaring the queues"):
        broker = environment.state.data.get("rabbitmq")
        # The folder is made anew when a broker starts empty.
        born = (Path(broker) / "mnesia").stat().st_ino if broker else 0
        code = files.fingerprint([environment.stack.root / "services"], suffixes=frozenset({".py"}))
        key = files.digest(f"{environment.servers.amqp_url} {born} {code}")
        once(
            environment,
            "queues",
            key,
            lambda: run(
                environment, "queues", ["services.common.topology"], environment.of_migrations()
            ),
        )


def load_demo(environment: Environment) -> None:
    """The demo academy: people first, then what they teach and study.

    It does not belong into an academy that was restored from a backup.
    """
    if environment.state.done.get("demo") == RESTORED:
        return
    with step("Loading the demo academy") as line:
        key = files.digest(_birthmarks(environment) + _code(environment, "demo"))

        def load() -> None:
            line.tell("people")
            run(environment, "demo", ["services.accounts.demo"], environment.of_service("accounts"))
            line.tell("courses")
            size = ["--courses", str(DEMO_COURSES), "--seed", str(DEMO_SEED)]
            courses = environment.of_service("courses")
            run(environment, "demo", ["services.courses.demo", *size], courses)

        once(environment, "demo", key, load)


def once(environment: Environment, name: str, key: str, work: Callable[[], None]) -> None:
    """Do the work unless it was finished with the same key; half-done work is done again."""
    if environment.state.done.get(name) == key:
        return
    work()
    environment.state.done[name] = key
    memory.save_state(environment.stack, environment.state)


def run(environment: Environment, name: str, module: list[str], variables: dict[str, str]) -> None:
    """Run a Python module to its end, its output in the log of that name."""
    log = environment.stack.logs / f"{name}.log"
    with log.open("w") as output:
        result = subprocess.run(
            [python(environment.stack), "-m", *module],
            cwd=environment.stack.root,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if result.returncode:
        tail = "\n".join(log.read_text().splitlines()[-LINES_SHOWN:])
        message = f"`python -m {' '.join(module)}` failed ({result.returncode}), see {log}:\n{tail}"
        raise Refused(message)


def _birthmarks(environment: Environment) -> str:
    """Tells today's databases from ones that were dropped and made anew."""
    names = [database.name for database in environment.databases]
    query = "select datname, oid from pg_database where datname = any(%s) order by datname"
    with closing(psycopg2.connect(environment.servers.postgres_url)) as connection:
        cursor = connection.cursor()
        cursor.execute(query, [names])
        return f"{environment.state.data.get('postgres')}{cursor.fetchall()}"


def _code(environment: Environment, part: str) -> str:
    """Fingerprint of every service's migrations, or demo, and what they share."""
    root = environment.stack.root / "services"
    found = sorted([*root.glob(f"*/{part}"), *root.glob(f"*/{part}.py")])
    return files.fingerprint(found, suffixes=frozenset({".py", ".md", ".json", ".yml"}))
