"""Finding entries of the audit log, taking them along, hearing of new ones."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from contracts.accounts.audit import AuditEntryRecorded, ExportAuditEntries, VerifyAuditLog
from contracts.accounts.messages import ListAuditEntries, UserStatus
from contracts.audit import AccountsAdminActed, CoursesAdminActed
from contracts.base import Envelope
from contracts.errors import Forbidden
from contracts.privacy import ErasureRequested
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.integrations.anchors import AnchorFile
from services.accounts.repository import audit
from services.accounts.use_cases.erasures import erase_user
from services.common.desk import Desk
from services.common.work import SYSTEM
from tests.factories.accounts import NOW, actor_of, add_user
from tests.factories.recorded import events

pytestmark = pytest.mark.postgres

DeskOf = Callable[[Actor | None], Desk]
SOMEBODY, SOMEBODY_ELSE = UUID(int=7), UUID(int=8)


@pytest.fixture
def admin(session: Session) -> models.User:
    user = add_user(session, role=Role.ADMIN, name="Sam Okafor")
    session.commit()
    return user


@pytest.fixture
def reader(admin: models.User, desk_of: DeskOf) -> Desk:
    return desk_of(actor_of(admin))


def record(desk: Desk, kind: type[Any], at: datetime | None = None, **changes: Any) -> None:
    fields: dict[str, Any] = {
        "action": "role.changed",
        "actor_id": SYSTEM.user_id,
        "target_type": "user",
        "target_id": str(SOMEBODY),
        "target_label": "Lina Haddad <lina@example.org>",
    }
    act = kind(**{**fields, **changes})
    cause = Envelope(
        id=uuid4(),
        type=kind.event_type,
        source=kind.source,
        time=at or datetime.now(UTC),
        correlation_id="a-request",
        data={},
    )
    with desk.begin(cause) as work:
        use_cases.record_admin_act(work, act)


@pytest.fixture
def story(desk: Desk, admin: models.User, session: Session) -> datetime:
    """Four entries of four days; the moment of the last."""
    lina = add_user(session, name="Lina Haddad", email="lina@example.org", id=SOMEBODY)
    session.commit()
    end = datetime(2026, 5, 4, 12, tzinfo=UTC)
    record(desk, AccountsAdminActed, end - timedelta(days=3), reason="Teaches now.")
    record(
        desk,
        CoursesAdminActed,
        end - timedelta(days=2),
        action="course.approved",
        actor_id=admin.id,
        target_type="course",
        target_id="42",
        target_label="Rust 100%",
    )
    record(
        desk,
        AccountsAdminActed,
        end - timedelta(days=1),
        action="profile.changed",
        actor_id=admin.id,
        on_behalf_of=lina.id,
        target_id=str(SOMEBODY_ELSE),
        target_label="Somebody else",
        address="192.0.2.7",
    )
    record(desk, AccountsAdminActed, end, action="security.sign_in_locked", actor_id=uuid4())
    return end


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, [4, 3, 2, 1]),
        ({"search": "teaches"}, [1]),
        ({"search": "100%"}, [2]),
        ({"search": "%"}, [2]),
        ({"search": "LINA"}, [4, 3, 1]),
        ({"search": "okafor"}, [3, 2]),
        ({"search": "academy"}, [1]),
        ({"origin": "courses"}, [2]),
        ({"action": "role"}, [1]),
        ({"action": "changed"}, []),
        ({"action": "Security."}, [4]),
        ({"actor": "okafor"}, [3, 2]),
        ({"actor": "haddad"}, [3]),
        ({"actor": str(SOMEBODY)}, [3]),
        ({"actor": "academy"}, [1]),
        ({"target": str(SOMEBODY)}, [4, 1]),
        ({"target": "lina@example"}, [4, 1]),
        ({"target": "rust"}, [2]),
        ({"target": "course"}, [2]),
        ({"target": "42"}, [2]),
        ({"newer_than": 2}, [4, 3]),
        ({"actor": "okafor", "origin": "accounts"}, [3]),
        ({"actor": "okafor", "search": "lina"}, [3]),
        ({"actor": "okafor", "target": "course", "search": "rust"}, [2]),
    ],
)
def test_entries_are_found(
    choice: dict[str, Any], found: list[int], story: datetime, reader: Desk
) -> None:
    with reader.read() as work:
        page = use_cases.list_audit_entries(work, ListAuditEntries(**choice))

    assert [entry.position for entry in page.items] == found


def test_entries_of_a_stretch_of_time_are_found(story: datetime, reader: Desk) -> None:
    since, until = story - timedelta(days=2), story

    with reader.read() as work:
        page = use_cases.list_audit_entries(work, ListAuditEntries(since=since, until=until))

    assert [entry.position for entry in page.items] == [3, 2]


@pytest.mark.parametrize("choice", [{"search": "lina"}, {"actor": "haddad"}, {"target": "lina@"}])
def test_many_people_of_a_name_are_found_as_few_are(
    choice: dict[str, Any], story: datetime, reader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader.read() as work:
        few = use_cases.list_audit_entries(work, ListAuditEntries(**choice))
        monkeypatch.setattr(audit, "_FEW", 0)
        many = use_cases.list_audit_entries(work, ListAuditEntries(**choice))

    assert many == few
    assert few.items


@pytest.mark.parametrize("choice", [{"origin": "accounts"}, {"search": "lina"}])
def test_pages_of_a_choice_follow_each_other(
    choice: dict[str, Any], story: datetime, reader: Desk
) -> None:
    found, after = [], None

    for _ in range(3):
        with reader.read() as work:
            request = ListAuditEntries(**choice, limit=1, after=after)
            page = use_cases.list_audit_entries(work, request)
        found += [entry.position for entry in page.items]
        after = page.next

    assert (found, after) == ([4, 3, 1], None)


def test_an_entry_says_who_through_whose_eyes_from_where_and_in_which_request(
    story: datetime, admin: models.User, reader: Desk
) -> None:
    with reader.read() as work:
        (entry,) = use_cases.list_audit_entries(work, ListAuditEntries(action="profile")).items

    assert (entry.actor_id, entry.actor_name) == (admin.id, "Sam Okafor")
    assert (entry.on_behalf_of, entry.on_behalf_of_name) == (SOMEBODY, "Lina Haddad")
    assert (entry.address, entry.correlation_id) == ("192.0.2.7", "a-request")
    assert len(entry.hash) == 64


def test_who_has_no_account_is_named_by_what_they_are(story: datetime, reader: Desk) -> None:
    with reader.read() as work:
        newest, *_, oldest = use_cases.list_audit_entries(work, ListAuditEntries()).items

    assert newest.actor_name == "Somebody without an account"
    assert oldest.actor_name == "Academy"


def test_what_has_no_name_is_shown_without_one(desk: Desk, reader: Desk) -> None:
    record(desk, AccountsAdminActed, target_type="key", target_id="no-uuid", target_label="")

    with reader.read() as work:
        (entry,) = use_cases.list_audit_entries(work, ListAuditEntries()).items

    assert entry.target_label == ""


def test_who_leaves_has_no_name_in_the_log_any_more_and_the_chain_holds(
    story: datetime, reader: Desk, session: Session, tmp_path: Any
) -> None:
    with reader.read() as work:
        before = use_cases.list_audit_entries(work, ListAuditEntries(target=str(SOMEBODY)))
    assert before.items[0].target_label == "Lina Haddad <lina@example.org>"

    with reader.begin() as work:
        work.session.get_one(models.User, SOMEBODY).status = UserStatus.ERASED
        gone = ErasureRequested(erasure_id=uuid4(), user_id=SOMEBODY, pseudonym="Former member 1")
        erase_user(work, gone)

    stored = session.execute(text("SELECT audit_entries::text FROM audit_entries")).scalars()
    assert not [row for row in stored if "Lina" in row or "lina" in row]
    with reader.read() as work:
        after = use_cases.list_audit_entries(work, ListAuditEntries(target=str(SOMEBODY)))
        through = use_cases.list_audit_entries(work, ListAuditEntries(action="profile"))
        anchors = AnchorFile(str(tmp_path / "anchors"), "a key")
        verdict = use_cases.verify_audit_log(work, anchors, VerifyAuditLog())
    assert {entry.target_label for entry in after.items} == {"Former member 1"}
    assert through.items[0].on_behalf_of_name == "Former member 1"
    assert (verdict.verified_to, verdict.fault) == (4, None)


def test_an_invitation_is_named_while_it_is_kept(
    desk: Desk, reader: Desk, session: Session
) -> None:
    said = {"email": "new@example.org", "name": "Nour", "role": Role.TEACHER, "locale": "en"}
    inviter = {"invited_by": uuid4(), "invited_by_name": "Sam"}
    times = {"created_at": NOW, "sent_at": NOW, "expires_at": NOW}
    invitation = models.Invitation(token_hash=b"1", **said, **inviter, **times)
    session.add(invitation)
    session.commit()
    record(desk, AccountsAdminActed, target_type="invitation", target_id=str(invitation.id))
    with reader.read() as work:
        (kept,) = use_cases.list_audit_entries(work, ListAuditEntries()).items
    session.delete(invitation)
    session.commit()
    with reader.read() as work:
        (gone,) = use_cases.list_audit_entries(work, ListAuditEntries()).items

    assert kept.target_label == "Nour <new@example.org>"
    assert gone.target_label == "Not there any more"


def test_a_new_entry_is_announced_once_it_can_be_read(story: datetime, session: Session) -> None:
    announced = events(session, models.bookkeeping, AuditEntryRecorded)

    assert [(event.position, event.action) for event in announced] == [
        (1, "role.changed"),
        (2, "course.approved"),
        (3, "profile.changed"),
        (4, "security.sign_in_locked"),
    ]


def test_an_export_is_written_down_once_with_its_choice(
    story: datetime, reader: Desk, admin: models.User, session: Session
) -> None:
    request = ExportAuditEntries(origin="accounts", limit=2)
    first = use_cases.export_audit_entries(reader.begin, request)
    rest = use_cases.export_audit_entries(
        reader.begin, ExportAuditEntries(origin="accounts", limit=2, after=first.next)
    )

    assert [entry.position for entry in (*first.items, *rest.items)] == [4, 3, 1]
    (noted,) = events(session, models.bookkeeping, AccountsAdminActed)
    assert (noted.action, noted.actor_id) == ("audit.exported", admin.id)
    assert noted.after == {"origin": "accounts"}


def test_an_export_does_not_write_down_whom_it_looked_for(
    story: datetime, reader: Desk, session: Session
) -> None:
    choice = ExportAuditEntries(search="lina@example.org", actor=str(SOMEBODY), target="Lina")
    use_cases.export_audit_entries(reader.begin, choice)

    (noted,) = events(session, models.bookkeeping, AccountsAdminActed)
    assert noted.after == {"search": "a word", "actor": str(SOMEBODY), "target": "a word"}


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
def test_only_admins_read_export_and_verify(
    role: Role, desk_of: DeskOf, session: Session, tmp_path: Any
) -> None:
    someone = add_user(session, role=role)
    session.commit()
    desk = desk_of(actor_of(someone))
    anchors = AnchorFile(str(tmp_path / "anchors"), "a key")

    with pytest.raises(Forbidden):
        use_cases.export_audit_entries(desk.begin, ExportAuditEntries())
    with desk.read() as work:
        with pytest.raises(Forbidden):
            use_cases.verify_audit_log(work, anchors, VerifyAuditLog())
        with pytest.raises(Forbidden):
            use_cases.list_audit_entries(work, ListAuditEntries())


def test_an_admin_verifies_the_log(story: datetime, reader: Desk, tmp_path: Any) -> None:
    anchors = AnchorFile(str(tmp_path / "anchors"), "a key")

    with reader.read() as work:
        verdict = use_cases.verify_audit_log(work, anchors, VerifyAuditLog())

    assert (verdict.verified_to, verdict.finished, verdict.fault) == (4, True, None)


def test_what_nobody_asked_for_is_done_by_the_academy(desk: Desk, session: Session) -> None:
    with desk.begin() as work:
        work.audit("security.sign_in_locked", target_type="user", target_id="1", target_label="L")

    (noted,) = events(session, models.bookkeeping, AccountsAdminActed)
    assert noted.actor_id == SYSTEM.user_id


def test_somebody_proved_by_a_link_is_who_acts(desk: Desk, session: Session) -> None:
    lina = Actor(user_id=SOMEBODY, role=Role.STUDENT)
    with desk.begin() as work:
        work.audit(
            "security.password_changed",
            target_type="user",
            target_id=SOMEBODY,
            target_label="Lina",
            actor=lina,
        )

    (noted,) = events(session, models.bookkeeping, AccountsAdminActed)
    assert noted.actor_id == SOMEBODY


def test_a_search_for_words_uses_the_index(session: Session) -> None:
    session.execute(text("SET LOCAL enable_seqscan = off"))

    plan = session.execute(
        text("EXPLAIN SELECT * FROM audit_entries WHERE reason ILIKE '%teaches%'")
    )

    assert "ix_audit_entries_trigrams" in "\n".join(plan.scalars())
