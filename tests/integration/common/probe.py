"""A service that exists to be hurt: run by `python -m tests.integration.common.probe probe`."""

from services.common.run import main  # isort: skip  (patches the process first)

import os
from pathlib import Path
from typing import Any

import eventlet
from sqlalchemy import create_engine, func, insert, select

from services.common.desk import Desk
from services.common.events import reacts_to
from services.common.provider import Work
from services.common.rpc import handles, handles_in_steps
from services.common.work import Begin, UnitOfWork
from tests.integration.common.messages import CountNotes, Note, Noted, NoteInSteps, Refused
from tests.integration.common.tables import Base, Failure, Line, bookkeeping


def count(work: UnitOfWork, text: str) -> int:
    """How many lines of that text there are."""
    statement = select(func.count()).select_from(Line).where(Line.text == text)
    return int(work.session.scalar(statement) or 0)


def misbehave(then: str) -> None:
    """Do what the test wants to happen at this point."""
    if then == "die":
        os._exit(137)
    if then == "refuse":
        raise Refused("Not this one.")
    if then == "break":
        raise RuntimeError("SELECT secret FROM psycopg")
    if then == "sleep":
        eventlet.sleep(2)


class ProbeService:
    name = "probe"

    work = Work(Base, bookkeeping)

    @handles
    def note(self, work: UnitOfWork, request: Note) -> int:
        work.session.execute(insert(Line).values(text=request.text))
        failures = int(request.then) if request.then.isdigit() else 0
        work.record(Noted(text=request.text, failures=failures))
        misbehave(request.then)
        return count(work, request.text)

    @handles
    def count_notes(self, work: UnitOfWork, request: CountNotes) -> int:
        return count(work, request.text)

    @handles_in_steps
    def note_in_steps(self, begin: Begin, request: NoteInSteps) -> int:
        with begin() as work:
            work.session.execute(insert(Line).values(text=request.text))
        misbehave(request.then)
        return 1

    @reacts_to(Noted)
    def echo(self, work: UnitOfWork, event: Noted) -> None:
        failed = work.session.scalar(
            select(func.count()).select_from(Failure).where(Failure.text == event.text)
        )
        if (failed or 0) < event.failures:
            remember_failure(event.text)
            raise RuntimeError("not yet")
        work.session.execute(insert(Line).values(text=f"echo {event.text}"))


def remember_failure(text: str) -> None:
    """Count a try in a transaction of its own, since the handler's rolls back."""
    engine = create_engine(os.environ["PROBE_DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(insert(Failure).values(text=text))
    engine.dispose()


def die_once_after_commit(marker: Path) -> None:
    """Let the next reaction kill the process between its commit and its acknowledgement."""
    react = Desk.react

    def react_and_die(self: Desk, *args: Any) -> None:
        react(self, *args)
        if marker.exists():
            marker.unlink()
            os._exit(137)

    setattr(Desk, "react", react_and_die)  # noqa: B010 (a fault, injected past the type)


if __name__ == "__main__":
    die_once_after_commit(Path(os.environ["PROBE_CRASH_MARKER"]))
    main(lambda _: ProbeService)
