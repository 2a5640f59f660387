"""The audit log as a chain: it cannot be changed unseen, whoever does it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from contracts.accounts.audit import AuditVerdict, FaultKind, VerifyAuditLog
from contracts.audit import AdminActed, CoursesAdminActed
from contracts.types import Actor
from services.accounts import chain, models, use_cases
from services.accounts.integrations.anchors import Anchor, AnchorFile
from services.accounts.use_cases.verification import follow_chain
from services.common.context import system_context
from services.common.desk import Desk
from services.common.migrations import configuration
from tests.databases import fresh_database
from tests.factories.accounts import NOW, add_user

pytestmark = pytest.mark.postgres

DeskOf = Callable[[Actor | None], Desk]

CLOSE_THE_GAP = """
DELETE FROM audit_entries WHERE position = 3;
UPDATE audit_entries SET position = position - 1 WHERE position > 3;
"""


@pytest.fixture
def anchors(tmp_path: Path) -> AnchorFile:
    return AnchorFile(str(tmp_path / "elsewhere" / "anchors.jsonl"), "a key")


def make_act(number: int = 1, **changes: Any) -> AdminActed:
    fields: dict[str, Any] = {
        "action": "course.approved",
        "actor_id": uuid4(),
        "target_type": "course",
        "target_id": str(number),
        "target_label": f"Course {number}",
        "after": {"status": "published", "price": 1e22, "share": 0.10},
    }
    return CoursesAdminActed(**{**fields, **changes})


def write(desk: Desk, count: int) -> None:
    for number in range(count):
        with desk.begin() as work:
            use_cases.record_admin_act(work, make_act(number))


def write_and_fail(desk: Desk) -> None:
    with desk.begin() as work:
        use_cases.record_admin_act(work, make_act())
        raise RuntimeError


def verify(desk: Desk, anchors: AnchorFile, **changes: Any) -> AuditVerdict:
    with desk.read() as work:
        return follow_chain(work, anchors, VerifyAuditLog(**changes))


def tamper(session: Session, statement: str) -> None:
    """Change the log as somebody who owns the whole server could."""
    session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER ALL"))
    session.execute(text(statement))
    session.execute(text("ALTER TABLE audit_entries ENABLE TRIGGER ALL"))
    session.commit()


def anchor(session: Session, anchors: AnchorFile, position: int) -> None:
    row = session.scalars(select(models.AuditEntry).filter_by(position=position)).one()
    anchors.append(Anchor(position=position, hash=row.hash.hex(), time=NOW))


def test_each_entry_follows_the_one_before(
    desk: Desk, anchors: AnchorFile, session: Session
) -> None:
    write(desk, 3)

    rows = session.scalars(select(models.AuditEntry).order_by(models.AuditEntry.position)).all()
    assert [row.position for row in rows] == [1, 2, 3]
    assert rows[0].previous_hash == chain.GENESIS
    assert [row.previous_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert verify(desk, anchors) == AuditVerdict(verified_to=3, head=3, anchors=0, finished=True)


def test_an_empty_log_holds(desk: Desk, anchors: AnchorFile) -> None:
    assert verify(desk, anchors) == AuditVerdict(verified_to=0, head=0, anchors=0, finished=True)


def test_many_who_write_at_once_leave_no_gap(desk: Desk, anchors: AnchorFile) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: write(desk, 4), range(16)))

    verdict = verify(desk, anchors)
    assert (verdict.head, verdict.verified_to, verdict.fault) == (64, 64, None)


def test_what_is_rolled_back_leaves_no_gap(desk: Desk, anchors: AnchorFile) -> None:
    write(desk, 1)
    with pytest.raises(RuntimeError):
        write_and_fail(desk)
    write(desk, 1)

    assert verify(desk, anchors).head == 2
    assert verify(desk, anchors).fault is None


def test_a_long_log_is_followed_in_stretches(desk: Desk, anchors: AnchorFile) -> None:
    write(desk, 5)

    first = verify(desk, anchors, limit=2)
    second = verify(desk, anchors, limit=2, after=first.verified_to)
    third = verify(desk, anchors, limit=2, after=second.verified_to)

    assert [stretch.verified_to for stretch in (first, second, third)] == [2, 4, 5]
    assert [stretch.finished for stretch in (first, second, third)] == [False, False, True]


@pytest.mark.parametrize(
    ("statement", "kind", "position"),
    [
        ("UPDATE audit_entries SET reason = 'other' WHERE position = 3", FaultKind.CHANGED, 3),
        (
            "UPDATE audit_entries SET after = after || '{\"price\": 1}' WHERE position = 2",
            FaultKind.CHANGED,
            2,
        ),
        (
            "UPDATE audit_entries SET recorded_at = recorded_at + interval '1 s' WHERE position=4",
            FaultKind.CHANGED,
            4,
        ),
        ("UPDATE audit_entries SET hash = 'x' WHERE position = 3", FaultKind.CHANGED, 3),
        ("DELETE FROM audit_entries WHERE position = 3", FaultKind.MISSING, 3),
        ("DELETE FROM audit_entries WHERE position = 1", FaultKind.MISSING, 1),
        (
            CLOSE_THE_GAP,
            FaultKind.CHANGED,
            3,
        ),
    ],
)
def test_the_first_entry_that_somebody_changed_as_superuser_is_named(
    statement: str,
    kind: FaultKind,
    position: int,
    desk: Desk,
    anchors: AnchorFile,
    session: Session,
) -> None:
    write(desk, 5)

    tamper(session, statement)

    verdict = verify(desk, anchors)
    assert verdict.fault is not None
    assert (verdict.fault.kind, verdict.fault.position) == (kind, position)
    assert (verdict.verified_to, verdict.finished) == (position - 1, True)
    assert str(position) in verdict.fault.detail


def rehash(session: Session, first: int) -> None:
    """Make the chain whole again from an entry on, as a clever forger would."""
    session.expire_all()
    session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER ALL"))
    table = models.AuditEntry
    rows = session.scalars(select(table).order_by(table.position)).all()
    for before, row in zip([None, *rows[:-1]], rows, strict=True):
        if row.position >= first:
            row.previous_hash = before.hash if before else chain.GENESIS
            row.hash = chain.hash_of(row)
    session.flush()
    session.execute(text("ALTER TABLE audit_entries ENABLE TRIGGER ALL"))
    session.commit()


def test_an_entry_with_a_new_hash_breaks_the_one_after_it(
    desk: Desk, anchors: AnchorFile, session: Session
) -> None:
    write(desk, 5)
    tamper(session, "UPDATE audit_entries SET reason = 'other' WHERE position = 3")
    row = session.scalars(select(models.AuditEntry).filter_by(position=3)).one()

    tamper(
        session,
        f"UPDATE audit_entries SET hash = '\\x{chain.hash_of(row).hex()}' WHERE position = 3",
    )

    fault = verify(desk, anchors).fault
    assert fault is not None
    assert (fault.kind, fault.position) == (FaultKind.UNLINKED, 4)


def test_a_chain_forged_to_its_end_differs_from_the_anchor(
    desk: Desk, anchors: AnchorFile, session: Session
) -> None:
    write(desk, 5)
    anchor(session, anchors, 4)
    tamper(session, "UPDATE audit_entries SET reason = 'other' WHERE position = 3")

    rehash(session, 3)

    fault = verify(desk, anchors).fault
    assert fault is not None
    assert (fault.kind, fault.position) == (FaultKind.REWRITTEN, 4)


@pytest.mark.parametrize("statement", ["DELETE FROM audit_entries WHERE position > 3", ""])
def test_a_tail_cut_off_is_noticed_by_the_anchor(
    statement: str, desk: Desk, anchors: AnchorFile, session: Session
) -> None:
    write(desk, 5)
    anchor(session, anchors, 5)

    tamper(session, statement or "TRUNCATE audit_entries")

    fault = verify(desk, anchors).fault
    assert fault is not None
    assert (fault.kind, fault.position) == (FaultKind.TRUNCATED, 4 if statement else 1)
    assert "reached entry 5" in fault.detail


def test_anchors_that_match_are_counted(desk: Desk, anchors: AnchorFile, session: Session) -> None:
    write(desk, 5)
    for position in (2, 4, 4):
        anchor(session, anchors, position)

    assert verify(desk, anchors).anchors == 2
    assert verify(desk, anchors, limit=3).anchors == 1


def test_an_anchor_that_somebody_else_signed_is_a_fault(
    desk: Desk, anchors: AnchorFile, tmp_path: Path
) -> None:
    write(desk, 1)
    forger = AnchorFile(str(tmp_path / "elsewhere" / "anchors.jsonl"), "another key")
    forger.append(Anchor(position=1, hash="00", time=NOW))

    fault = verify(desk, anchors).fault
    assert fault is not None
    assert fault.kind is FaultKind.ANCHOR_FORGED
    assert "Line 1" in fault.detail


def test_a_damaged_line_of_the_anchors_is_a_fault(
    desk: Desk, anchors: AnchorFile, tmp_path: Path
) -> None:
    write(desk, 1)
    anchors.append(Anchor(position=1, hash="00", time=NOW))
    path = tmp_path / "elsewhere" / "anchors.jsonl"
    path.write_bytes(path.read_bytes()[:-20])

    fault = verify(desk, anchors).fault
    assert fault is not None
    assert fault.kind is FaultKind.ANCHOR_FORGED


def test_an_anchor_is_kept_once_an_hour(desk: Desk, anchors: AnchorFile) -> None:
    use_cases.anchor_audit_log(desk.begin, anchors)
    assert anchors.newest() is None

    write(desk, 2)
    for _ in range(2):
        use_cases.anchor_audit_log(desk.begin, anchors)

    newest = anchors.newest()
    assert newest is not None
    assert newest.position == 2
    assert len(list(anchors.read())) == 1


def test_an_hour_later_there_is_another_anchor(desk: Desk, anchors: AnchorFile) -> None:
    write(desk, 2)
    with desk.read() as work:
        an_hour_ago = work.now - timedelta(hours=1)
    anchors.append(Anchor(position=1, hash="00", time=an_hour_ago))

    use_cases.anchor_audit_log(desk.begin, anchors)

    assert [line.position for _, line in anchors.read() if line] == [1, 2]


@pytest.fixture
def as_service() -> Iterator[Engine]:
    """A database that a role without powers owns and has migrated, as in every installation."""
    role = f"role_{uuid4().hex[:12]}"
    with fresh_database("grants") as url:
        address = make_url(url)
        server = create_engine(address, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD 'secret'"))
            connection.execute(text(f"ALTER DATABASE {address.database} OWNER TO {role}"))
        own = address.set(username=role, password="secret").render_as_string(hide_password=False)
        command.upgrade(configuration("accounts", own), "head")
        engine = create_engine(own)
        try:
            yield engine
        finally:
            engine.dispose()
            with server.connect() as connection:
                connection.execute(text(f"REASSIGN OWNED BY {role} TO CURRENT_USER"))
                connection.execute(text(f"DROP OWNED BY {role}"))
                connection.execute(text(f"DROP ROLE {role}"))
            server.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET reason = 'other'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
    ],
)
def test_the_role_of_the_service_lacks_the_grants_to_change_the_log(
    statement: str, as_service: Engine
) -> None:
    with (
        Session(as_service) as session,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        session.execute(text(statement))


def test_grants_are_taken_back_again_by_the_next_deployment(as_service: Engine) -> None:
    grant = "GRANT UPDATE, DELETE, TRUNCATE ON audit_entries TO CURRENT_USER"
    with as_service.begin() as connection:
        connection.execute(text(grant))
    url = as_service.url.render_as_string(hide_password=False)

    command.upgrade(configuration("accounts", url), "head")

    with as_service.connect() as connection:
        may = "SELECT has_table_privilege('audit_entries', 'UPDATE, DELETE, TRUNCATE')"
        assert connection.scalar(text(may)) is False


def test_entries_from_before_the_chain_are_chained_by_the_migration(anchors: AnchorFile) -> None:
    row = (
        "INSERT INTO audit_entries VALUES (:id, 'courses', 'course.approved', :id, 'Sam', 'course',"
        " '1', :label, '', '{\"b\": 1, \"a\": {\"ü\": null}}', '{}', :at)"
    )
    with fresh_database("chaining") as url:
        command.upgrade(configuration("accounts", url), "0001")
        engine = create_engine(url)
        with Session(engine) as session, session.begin():
            for number in range(3):
                at = NOW - timedelta(hours=number, microseconds=7)
                fields = {"id": UUID(int=number), "label": f"Kurs № {number}", "at": at}
                session.execute(text(row), fields)
        command.upgrade(configuration("accounts", url), "head")

        with Session(engine) as session:
            add_user(session)
            session.commit()
            ids = session.scalars(
                select(models.AuditEntry.id).order_by(models.AuditEntry.position)
            ).all()
        desk = Desk(engine, models.bookkeeping, system_context)
        write(desk, 1)
        verdict = verify(desk, anchors)
        engine.dispose()

    assert ids == [UUID(int=2), UUID(int=1), UUID(int=0)]
    assert (verdict.head, verdict.fault) == (4, None)
