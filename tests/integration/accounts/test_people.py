"""What admins see and change, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from contracts.accounts.errors import LastAdmin, OwnRole, UserNotFound
from contracts.accounts.messages import (
    ChangeRole,
    GetAccountsOverview,
    GetMe,
    ListAuditEntries,
    ListUsers,
    RoleChanged,
    User,
    UserRegistered,
)
from contracts.audit import AccountsAdminActed, CoursesAdminActed
from contracts.errors import Forbidden, ServiceError, Unauthenticated
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.admin import OPERATOR, appoint
from services.accounts.demo.__main__ import add_demo_people
from services.common.desk import Desk
from tests.factories import recorded
from tests.factories.accounts import NOW, actor_of, add_user

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)

DeskOf = Callable[[Actor | None], Desk]


@pytest.fixture
def admin(session: Session) -> models.User:
    user = add_user(session, role=Role.ADMIN, name="Sam Okafor")
    session.commit()
    return user


@pytest.fixture
def student(session: Session) -> models.User:
    user = add_user(session, name="Lina Haddad", email="lina@example.org")
    session.commit()
    return user


def change_role(desk: Desk, user_id: UUID, role: Role) -> User:
    with desk.begin() as work:
        request = ChangeRole(user_id=user_id, role=role, reason="Teaches now.")
        return use_cases.change_role(work, request)


def test_a_changed_role_is_stored_announced_and_audited(
    admin: models.User, student: models.User, desk_of: DeskOf, session: Session
) -> None:
    changed = change_role(desk_of(actor_of(admin)), student.id, Role.TEACHER)

    assert (changed.id, changed.role) == (student.id, Role.TEACHER)
    (announced,) = events(session, event_type=RoleChanged)
    assert (announced.user_id, announced.role) == (student.id, Role.TEACHER)
    (act,) = events(session, event_type=AccountsAdminActed)
    assert (act.action, act.actor_id, act.reason) == ("role.changed", admin.id, "Teaches now.")
    assert (act.before, act.after) == ({"role": "student"}, {"role": "teacher"})
    assert act.target_label == "Lina Haddad <lina@example.org>"


def test_the_role_somebody_has_already_changes_nothing(
    admin: models.User, student: models.User, desk_of: DeskOf, session: Session
) -> None:
    change_role(desk_of(actor_of(admin)), student.id, Role.STUDENT)

    assert events(session, event_type=RoleChanged) == []
    assert events(session, event_type=AccountsAdminActed) == []


def test_an_admin_cannot_change_their_own_role(admin: models.User, desk_of: DeskOf) -> None:
    with pytest.raises(OwnRole):
        change_role(desk_of(actor_of(admin)), admin.id, Role.STUDENT)


def test_a_role_needs_a_person(admin: models.User, desk_of: DeskOf) -> None:
    with pytest.raises(UserNotFound):
        change_role(desk_of(actor_of(admin)), uuid4(), Role.TEACHER)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
def test_only_admins_change_roles(
    role: Role, session: Session, student: models.User, desk_of: DeskOf
) -> None:
    someone = add_user(session, role=role)
    session.commit()

    with pytest.raises(Forbidden):
        change_role(desk_of(actor_of(someone)), student.id, Role.ADMIN)


def test_an_admin_demoted_a_moment_ago_cannot_act_with_the_old_token(
    admin: models.User, student: models.User, session: Session, desk_of: DeskOf
) -> None:
    former = add_user(session, role=Role.ADMIN)
    session.commit()
    old_token = actor_of(former)
    change_role(desk_of(actor_of(admin)), former.id, Role.STUDENT)

    with pytest.raises(Forbidden):
        change_role(desk_of(old_token), student.id, Role.ADMIN)


def test_two_admins_who_demote_each_other_leave_one(session: Session, desk_of: DeskOf) -> None:
    pair = [add_user(session, role=Role.ADMIN) for _ in range(2)]
    session.commit()

    def demote_other(index: int) -> object:
        try:
            return change_role(desk_of(actor_of(pair[index])), pair[1 - index].id, Role.STUDENT)
        except ServiceError as refusal:
            return type(refusal)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(demote_other, range(2)))

    assert answers.count(Forbidden) == 1
    session.expire_all()
    roles = session.scalars(select(models.User.role)).all()
    assert sorted(roles) == [Role.ADMIN, Role.STUDENT]


def test_the_operator_appoints_the_first_admin_and_never_removes_the_last(
    student: models.User, desk_of: DeskOf, session: Session
) -> None:
    operator = desk_of(OPERATOR)

    with operator.begin() as work:
        appoint(work, "LINA@example.org", Role.ADMIN)

    with pytest.raises(LastAdmin), operator.begin() as work:
        appoint(work, "lina@example.org", Role.TEACHER)
    (act,) = events(session, event_type=AccountsAdminActed)
    assert (act.actor_id, act.after) == (OPERATOR.user_id, {"role": "admin"})


def test_people_are_listed_newest_first_page_by_page(
    admin: models.User, session: Session, desk_of: DeskOf
) -> None:
    for day in range(1, 6):
        add_user(session, name=f"Student {day}", created_at=NOW + timedelta(days=day))
    session.commit()
    names, after = [], None

    for _ in range(3):
        with desk_of(actor_of(admin)).read() as work:
            page = use_cases.list_users(work, ListUsers(limit=2, after=after))
        names += [user.name for user in page.items]
        after = page.next

    assert names == ["Student 5", "Student 4", "Student 3", "Student 2", "Student 1", admin.name]
    assert after is None


@pytest.mark.parametrize(
    ("search", "role", "found"),
    [
        ("lina", None, ["Lina Haddad"]),
        ("HADD", None, ["Lina Haddad"]),
        ("@example.org", Role.ADMIN, ["Sam Okafor"]),
        ("%", None, []),
        ("_", None, []),
        ("nobody", None, []),
    ],
)
def test_people_are_found_by_any_part_of_name_or_address(
    search: str,
    role: Role | None,
    found: list[str],
    admin: models.User,
    student: models.User,
    desk_of: DeskOf,
) -> None:
    with desk_of(actor_of(admin)).read() as work:
        page = use_cases.list_users(work, ListUsers(search=search, role=role))

    assert [user.name for user in page.items] == found


def test_a_search_uses_the_trigram_index(session: Session, admin: models.User) -> None:
    session.execute(text("SET LOCAL enable_seqscan = off"))

    plan = session.execute(
        text("EXPLAIN SELECT * FROM users WHERE name ILIKE '%lina%' OR email ILIKE '%lina%'")
    )

    assert "ix_users_name_email_trigrams" in "\n".join(plan.scalars())


def test_only_admins_read_people_overview_and_audit(student: models.User, desk_of: DeskOf) -> None:
    with desk_of(actor_of(student)).read() as work:
        with pytest.raises(Forbidden):
            use_cases.list_users(work, ListUsers())
        with pytest.raises(Forbidden):
            use_cases.get_accounts_overview(work, GetAccountsOverview())
        with pytest.raises(Forbidden):
            use_cases.list_audit_entries(work, ListAuditEntries())


def test_the_overview_counts_people_by_role_and_today(
    admin: models.User, student: models.User, session: Session, desk_of: DeskOf
) -> None:
    desk = desk_of(actor_of(admin))
    with desk.read() as work:
        add_user(session, role=Role.TEACHER, created_at=work.now)
        session.commit()

        overview = use_cases.get_accounts_overview(work, GetAccountsOverview())

    assert (overview.users, overview.students, overview.teachers) == (3, 1, 1)
    assert (overview.admins, overview.registered_today) == (1, 1)


def test_everybody_sees_themselves(student: models.User, desk_of: DeskOf) -> None:
    with desk_of(actor_of(student)).read() as work:
        assert use_cases.get_me(work, GetMe()).email == "lina@example.org"

    with desk_of(None).read() as work, pytest.raises(Unauthenticated):
        use_cases.get_me(work, GetMe())


@pytest.fixture
def entry(admin: models.User, desk: Desk) -> CoursesAdminActed:
    act = CoursesAdminActed(
        action="course.approved",
        actor_id=admin.id,
        target_type="course",
        target_id="42",
        target_label="Rust for Pythonistas",
        after={"status": "published"},
    )
    with desk.begin() as work:
        use_cases.record_admin_act(work, act)
    return act


def test_what_admins_did_is_listed_under_their_name(
    entry: CoursesAdminActed, admin: models.User, desk_of: DeskOf
) -> None:
    operated = AccountsAdminActed(
        action="role.changed",
        actor_id=OPERATOR.user_id,
        target_type="user",
        target_id=str(uuid4()),
        target_label="Lina",
    )
    with desk_of(None).begin() as work:
        use_cases.record_admin_act(work, operated)

    with desk_of(actor_of(admin)).read() as work:
        page = use_cases.list_audit_entries(work, ListAuditEntries())

    newest, oldest = page.items
    assert (newest.service, newest.actor_name) == ("accounts", "Operator")
    assert (oldest.service, oldest.actor_name) == ("courses", "Sam Okafor")
    assert oldest.after == {"status": "published"}


@pytest.mark.parametrize(
    "tampering",
    [
        update(models.AuditEntry).values(action="nothing"),
        delete(models.AuditEntry),
        text("TRUNCATE audit_entries"),
    ],
)
def test_the_database_refuses_to_change_the_audit_log(
    tampering: object, entry: CoursesAdminActed, session: Session
) -> None:
    with pytest.raises(ProgrammingError, match="append-only"):
        session.execute(tampering)  # type: ignore[call-overload]  # any statement

    session.rollback()
    assert session.scalars(select(models.AuditEntry.action)).all() == [entry.action]


def test_the_demo_people_are_added_once(desk: Desk, session: Session) -> None:
    counts = []
    for _ in range(2):
        with desk.begin() as work:
            counts.append(add_demo_people(work, "shared hash"))

    assert counts == [246, 0]
    assert len(events(session, event_type=UserRegistered)) == 246
    assert len(set(session.scalars(select(models.User.name)))) == 246
