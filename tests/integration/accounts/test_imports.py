"""People who come in a file, on a real database."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import ImportNotFound, ImportRefused
from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    Import,
    ImportContinued,
    ImportProgressed,
    ImportReport,
    ImportRow,
    ListImportRows,
    ListImports,
    RowFate,
    StartImport,
)
from contracts.accounts.invitations import AcceptInvitation, InvitationSent, Invite
from contracts.accounts.messages import UserRegistered, UserStatus
from contracts.audit import AccountsAdminActed
from contracts.errors import Forbidden
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.accounts.use_cases.importing import BATCH
from services.common.desk import Desk
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import PASSWORD, actor_of, add_user

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)
DeskOf = Callable[[Actor | None], Desk]
FILE = (
    b"email,name,role,language\n"
    b"ada@example.org,Ada Lovelace,teacher,en\n"
    b"bob@example.org,,,ar\n"
    b"known@example.org,Known,student,en\n"
    b"invited@example.org,Invited,student,en\n"
    b"wrong,Wrong,student,en\n"
    b"boss@example.org,Boss,admin,en\n"
)


class Registry:
    """An admin with files."""

    def __init__(self, session: Session, desk_of: DeskOf, settings: AccountsSettings) -> None:
        self.session = session
        self.admin = add_user(session, role=Role.ADMIN, name="Sam Okafor")
        add_user(session, email="known@example.org")
        session.commit()
        self.desk = desk_of(actor_of(self.admin))
        self.nobody = desk_of(None)
        self.key = settings.mail_sealing_key
        with self.desk.begin() as work:
            invited = Invite(email="invited@example.org", role=Role.STUDENT)
            use_cases.invite(work, self.key, invited)

    def check(self, content: bytes = FILE) -> ImportReport:
        with self.desk.read() as work:
            return use_cases.check_import(work, CheckImport(content=content))

    def start(self, content: bytes = FILE) -> Import:
        with self.desk.begin() as work:
            request = StartImport(content=content, file_name="class-7b.csv")
            return use_cases.start_import(work, request)

    def work_off(self) -> None:
        """Handle what an import tells itself, as the service does, until it is silent."""
        done = 0
        while len(due := events(self.session, event_type=ImportContinued)) > done:
            for event in due[done:]:
                with self.nobody.begin() as work:
                    use_cases.continue_import(work, self.key, event)
            done = len(due)

    def get(self, import_id: UUID) -> Import:
        with self.desk.read() as work:
            return use_cases.get_import(work, GetImport(import_id=import_id))

    def rows(self, import_id: UUID, fate: RowFate | None = None) -> list[ImportRow]:
        with self.desk.read() as work:
            request = ListImportRows(import_id=import_id, fate=fate, limit=100)
            return use_cases.list_import_rows(work, request).items

    def people(self) -> int:
        return self.session.scalar(select(func.count()).select_from(models.User)) or 0

    def person(self, email: str) -> models.User:
        self.session.expire_all()
        return self.session.scalars(select(models.User).filter_by(email=email)).one()


@pytest.fixture
def registry(session: Session, desk_of: DeskOf, settings: AccountsSettings) -> Registry:
    return Registry(session, desk_of, settings)


def test_a_check_says_what_would_happen_and_stores_nothing(registry: Registry) -> None:
    report = registry.check()

    assert (report.total, report.ready, report.known, report.wrong) == (6, 2, 2, 2)
    assert report.warned == 1
    said = {row.email: row.problems for row in report.rows}
    assert said["known@example.org"] == ["There is an account with this address."]
    assert said["invited@example.org"] == ["There is an invitation for this address."]
    assert report.rows[-1].email == "ada@example.org"
    assert registry.people() == 2
    assert registry.session.scalars(select(models.Import)).all() == []


def test_a_check_of_a_file_that_cannot_be_read_says_why(registry: Registry) -> None:
    report = registry.check(b"name\nAda\n")

    assert (report.total, report.rows) == (0, [])
    assert "“email” is missing" in report.refusals[0]


def test_at_most_five_hundred_rows_are_shown(registry: Registry) -> None:
    people = b"".join(b"p%d@example.org\n" % number for number in range(700))

    report = registry.check(b"email\n" + people + b"wrong\n")

    assert (report.ready, len(report.rows)) == (700, 500)


def test_everybody_whose_row_is_in_order_is_invited(registry: Registry) -> None:
    started = registry.start()
    assert (started.total, started.waiting, started.finished_at) == (6, 2, None)
    assert registry.people() == 2

    registry.work_off()

    over = registry.get(started.id)
    assert (over.waiting, over.invited, over.known, over.wrong) == (0, 2, 2, 2)
    assert over.finished_at is not None
    ada, bob = registry.person("ada@example.org"), registry.person("bob@example.org")
    assert (ada.name, ada.role, ada.status) == (
        "Ada Lovelace",
        Role.TEACHER,
        UserStatus.UNCONFIRMED,
    )
    assert (bob.name, bob.role, bob.locale) == ("bob@example.org", Role.STUDENT, "ar")
    assert len(events(registry.session, event_type=UserRegistered)) == 2
    sent = events(registry.session, event_type=InvitationSent)
    assert [one.contact.email for one in sent][1:] == ["ada@example.org", "bob@example.org"]
    assert events(registry.session, event_type=ImportProgressed)[-1].waiting == 0


def test_the_result_names_each_row(registry: Registry) -> None:
    started = registry.start()
    registry.work_off()

    fates = [(row.line, row.fate) for row in registry.rows(started.id)]

    assert fates == [
        (2, RowFate.INVITED),
        (3, RowFate.INVITED),
        (4, RowFate.KNOWN),
        (5, RowFate.KNOWN),
        (6, RowFate.WRONG),
        (7, RowFate.WRONG),
    ]
    assert [row.line for row in registry.rows(started.id, RowFate.WRONG)] == [6, 7]
    assert "Nobody becomes admin" in registry.rows(started.id)[-1].problems[0]


def test_the_same_file_again_adds_nobody(registry: Registry) -> None:
    registry.start()
    registry.work_off()
    people, mails = registry.people(), len(events(registry.session, event_type=InvitationSent))

    again = registry.start()
    registry.work_off()

    assert registry.get(again.id).invited == 0
    assert registry.people() == people
    assert len(events(registry.session, event_type=InvitationSent)) == mails


def test_the_same_file_under_way_is_the_same_import(registry: Registry) -> None:
    first = registry.start()

    assert registry.start().id == first.id


def test_an_event_that_arrives_twice_adds_nobody_twice(registry: Registry) -> None:
    started = registry.start()
    registry.work_off()
    people = registry.people()

    with registry.nobody.begin() as work:
        use_cases.continue_import(work, registry.key, ImportContinued(import_id=started.id))

    assert registry.people() == people
    assert len(events(registry.session, event_type=AccountsAdminActed)) == 3


def test_long_files_are_worked_off_in_batches(registry: Registry) -> None:
    people = b"".join(b"p%d@example.org\n" % number for number in range(2 * BATCH + 1))
    started = registry.start(b"email\n" + people)

    registry.work_off()

    assert registry.get(started.id).invited == 2 * BATCH + 1
    left = [event.waiting for event in events(registry.session, event_type=ImportProgressed)]
    assert left == [BATCH + 1, 1, 0]


def test_who_registered_meanwhile_is_left_alone(registry: Registry) -> None:
    started = registry.start(b"email,role\nada@example.org,teacher\n")
    add_user(registry.session, email="ada@example.org", name="Ada herself")
    registry.session.commit()

    registry.work_off()

    (row,) = registry.rows(started.id)
    assert (row.fate, row.problems) == (RowFate.KNOWN, ["There is an account with this address."])
    assert registry.person("ada@example.org").name == "Ada herself"


def test_who_was_imported_takes_the_invitation(
    registry: Registry, passwords: Argon2Passwords, settings: AccountsSettings
) -> None:
    registry.start(b"email,role\nada@example.org,teacher\n")
    registry.work_off()
    sent = events(registry.session, event_type=InvitationSent)[-1]
    token = unseal(sent.sealed_token, registry.key)

    accepted = use_cases.accept_invitation(
        registry.nobody.begin,
        passwords,
        settings,
        AcceptInvitation(token=token, name="Ada Lovelace", password=PASSWORD),
    )

    ada = registry.person("ada@example.org")
    assert (accepted.user.id, ada.status, ada.role) == (ada.id, UserStatus.ACTIVE, Role.TEACHER)
    assert len(events(registry.session, event_type=UserRegistered)) == 1


def test_who_started_it_stands_in_the_audit_log_at_both_ends(registry: Registry) -> None:
    registry.start()
    registry.work_off()

    acts = events(registry.session, event_type=AccountsAdminActed)[1:]

    assert [act.action for act in acts] == ["people.import_started", "people.imported"]
    assert {act.actor_id for act in acts} == {registry.admin.id}
    assert acts[1].after == {"invited": 2, "known": 2, "wrong": 2}


def test_a_file_that_cannot_be_read_is_not_started(registry: Registry) -> None:
    with pytest.raises(ImportRefused):
        registry.start(b"name\nAda\n")


def test_an_unknown_import_is_not_found(registry: Registry) -> None:
    with pytest.raises(ImportNotFound):
        registry.get(uuid4())


def test_imports_are_listed_and_forgotten_after_their_time(registry: Registry) -> None:
    first = registry.start(b"email\na@example.org\n")
    second = registry.start(b"email\nb@example.org\n")
    with registry.desk.read() as work:
        listed = use_cases.list_imports(work, ListImports())
    assert [one.id for one in listed.items] == [second.id, first.id]

    old = update(models.Import).where(models.Import.id == first.id)
    age = models.Import.started_at - timedelta(days=91)
    registry.session.execute(old.values(started_at=age))
    registry.session.commit()
    use_cases.forget_invitations(registry.nobody.begin)

    with pytest.raises(ImportNotFound):
        registry.get(first.id)
    assert registry.rows(first.id) == []


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.MODERATOR, Role.SUPPORT])
def test_only_admins_import(
    role: Role, registry: Registry, session: Session, desk_of: DeskOf
) -> None:
    someone = add_user(session, role=role)
    session.commit()

    with desk_of(actor_of(someone)).begin() as work:
        with pytest.raises(Forbidden):
            use_cases.check_import(work, CheckImport(content=FILE))
        with pytest.raises(Forbidden):
            use_cases.start_import(work, StartImport(content=FILE, file_name="x.csv"))
        with pytest.raises(Forbidden):
            use_cases.get_import(work, GetImport(import_id=uuid4()))
        with pytest.raises(Forbidden):
            use_cases.list_imports(work, ListImports())
        with pytest.raises(Forbidden):
            use_cases.list_import_rows(work, ListImportRows(import_id=uuid4()))
