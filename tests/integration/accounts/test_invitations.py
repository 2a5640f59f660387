"""Inviting people, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AddressTaken,
    AlreadyInvited,
    InvitationExpired,
    InvitationJustSent,
    InvitationRevoked,
    InvitationUnknown,
    InvitationUsed,
    RoleNotGrantable,
    WeakPassword,
)
from contracts.accounts.invitations import (
    AcceptInvitation,
    GetInvitation,
    Invitation,
    InvitationSent,
    InvitationState,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.accounts.messages import (
    RoleChanged,
    UserConfirmed,
    UserRegistered,
    UserStatus,
)
from contracts.accounts.messages import (
    Session as SignedIn,
)
from contracts.audit import AccountsAdminActed
from contracts.errors import Forbidden, ServiceError
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.accounts.tokens import fingerprint
from services.common.desk import Desk
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import (
    PASSWORD,
    actor_of,
    add_user,
    make_registration,
    make_sign_in,
)

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)
ADDRESS = "lina@example.org"
DeskOf = Callable[[Actor | None], Desk]


class Office:
    """Staff that invites, and people who accept."""

    def __init__(
        self,
        session: Session,
        desk_of: DeskOf,
        passwords: Argon2Passwords,
        settings: AccountsSettings,
    ) -> None:
        self.session = session
        self.desk_of = desk_of
        self.passwords = passwords
        self.settings = settings
        self.staff = {role: add_user(session, role=role, name=f"Sam the {role}") for role in Role}
        session.commit()

    def desk(self, role: Role = Role.ADMIN) -> Desk:
        return self.desk_of(actor_of(self.staff[role]))

    def invite(self, email: str = ADDRESS, by: Role = Role.ADMIN, **changes: Any) -> Invitation:
        request = Invite(**{"email": email, "role": Role.TEACHER, "name": "Lina", **changes})
        with self.desk(by).begin() as work:
            return use_cases.invite(work, self.settings.mail_sealing_key, request)

    def resend(self, invitation_id: UUID, by: Role = Role.ADMIN) -> Invitation:
        request = ResendInvitation(invitation_id=invitation_id)
        with self.desk(by).begin() as work:
            return use_cases.resend_invitation(work, self.settings.mail_sealing_key, request)

    def revoke(self, invitation_id: UUID, by: Role = Role.ADMIN) -> Invitation:
        with self.desk(by).begin() as work:
            return use_cases.revoke_invitation(work, RevokeInvitation(invitation_id=invitation_id))

    def find(self, by: Role = Role.ADMIN, **choice: Any) -> list[Invitation]:
        with self.desk(by).read() as work:
            return use_cases.list_invitations(work, ListInvitations(**choice)).items

    def secrets(self) -> list[str]:
        """What the mails so far contain."""
        sent = events(self.session, event_type=InvitationSent)
        return [unseal(one.sealed_token, self.settings.mail_sealing_key) for one in sent]

    def look(self, token: str) -> Any:
        with self.desk_of(None).read() as work:
            return use_cases.get_invitation(work, GetInvitation(token=token))

    def accept(self, token: str, **changes: Any) -> SignedIn:
        fields = {"token": token, "name": "Lina Haddad", "password": PASSWORD, "locale": "ar"}
        return use_cases.accept_invitation(
            self.desk_of(None).begin,
            self.passwords,
            self.settings,
            AcceptInvitation(**{**fields, **changes}),
        )

    def make_old(self, invitation_id: UUID, age: timedelta) -> None:
        table = models.Invitation
        moved = {"sent_at": table.sent_at - age, "expires_at": table.expires_at - age}
        self.session.execute(update(table).where(table.id == invitation_id).values(moved))
        self.session.commit()

    def person(self, email: str = ADDRESS) -> models.User:
        self.session.expire_all()
        return self.session.scalars(select(models.User).filter_by(email=email)).one()


@pytest.fixture
def office(
    session: Session,
    desk_of: DeskOf,
    passwords: Argon2Passwords,
    settings: AccountsSettings,
) -> Office:
    return Office(session, desk_of, passwords, settings)


def test_an_invitation_is_mailed_audited_and_keeps_only_a_hash(office: Office) -> None:
    made = office.invite("  LINA@Example.org ")

    (sent,) = events(office.session, event_type=InvitationSent)
    (secret,) = office.secrets()
    assert (made.email, made.state, made.invited_by_name) == (
        ADDRESS,
        InvitationState.PENDING,
        "Sam the admin",
    )
    assert (sent.contact.email, sent.contact.name, sent.role) == (ADDRESS, "Lina", Role.TEACHER)
    row = office.session.scalars(select(models.Invitation)).one()
    assert row.token_hash == fingerprint(secret)
    assert row.expires_at - row.created_at == timedelta(days=7)
    (act,) = events(office.session, event_type=AccountsAdminActed)
    assert (act.action, act.target_label) == ("invitation.sent", f"Lina <{ADDRESS}>")
    assert secret not in str(act)


def test_the_link_shows_what_it_invites_to(office: Office) -> None:
    office.invite()

    card = office.look(office.secrets()[0])

    assert (card.email, card.name, card.role) == (ADDRESS, "Lina", Role.TEACHER)
    assert card.invited_by_name == "Sam the admin"


def test_taking_it_makes_a_confirmed_account_and_signs_in(office: Office) -> None:
    office.invite()

    session = office.accept(office.secrets()[0])

    user = office.person()
    assert (user.name, user.role, user.locale) == ("Lina Haddad", Role.TEACHER, "ar")
    assert (user.status, user.confirmed_at is not None) == (UserStatus.ACTIVE, True)
    assert session.user.id == user.id
    assert session.refresh_token
    assert len(events(office.session, event_type=UserRegistered)) == 1
    assert len(events(office.session, event_type=UserConfirmed)) == 1
    acts = events(office.session, event_type=AccountsAdminActed)
    assert (acts[-1].action, acts[-1].actor_id) == ("invitation.accepted", user.id)


def test_the_chosen_password_signs_in_afterwards(office: Office) -> None:
    office.invite()
    office.accept(office.secrets()[0])

    session = use_cases.sign_in(
        office.desk_of(None).begin, office.passwords, office.settings, make_sign_in(ADDRESS)
    )

    assert session.user.email == ADDRESS


def test_of_many_who_take_it_at_once_exactly_one_does(office: Office) -> None:
    office.invite()
    secret = office.secrets()[0]

    def attempt(number: int) -> object:
        try:
            return office.accept(secret, name=f"Lina {number}")
        except ServiceError as refusal:
            return type(refusal)

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(attempt, range(12)))

    assert answers.count(InvitationUsed) == 11
    assert (
        office.session.scalar(
            select(func.count()).select_from(models.User).filter_by(email=ADDRESS)
        )
        == 1
    )


def test_a_taken_link_works_no_more(office: Office) -> None:
    office.invite()
    secret = office.secrets()[0]
    office.accept(secret)

    with pytest.raises(InvitationUsed):
        office.look(secret)
    with pytest.raises(InvitationUsed):
        office.accept(secret, password="quite another umbrella")


def test_an_old_link_has_expired_and_can_be_sent_anew(office: Office) -> None:
    made = office.invite()
    office.make_old(made.id, timedelta(days=7, seconds=1))

    with pytest.raises(InvitationExpired):
        office.accept(office.secrets()[0])
    assert [one.state for one in office.find()] == [InvitationState.EXPIRED]

    again = office.resend(made.id)
    assert (again.state, again.times_sent) == (InvitationState.PENDING, 2)
    office.accept(office.secrets()[1])


def test_a_fresh_link_makes_the_one_before_worthless(office: Office) -> None:
    made = office.invite()
    office.make_old(made.id, timedelta(minutes=2))
    office.resend(made.id)
    old, fresh = office.secrets()

    with pytest.raises(InvitationUnknown):
        office.accept(old)
    assert office.look(fresh).email == ADDRESS


def test_nobody_is_flooded_with_links(office: Office) -> None:
    made = office.invite()

    with pytest.raises(InvitationJustSent):
        office.resend(made.id)


def test_an_invitation_taken_back_works_no_more(office: Office) -> None:
    made = office.invite()

    states = [office.revoke(made.id).state for _ in range(2)]

    assert states == [InvitationState.REVOKED] * 2
    with pytest.raises(InvitationRevoked):
        office.accept(office.secrets()[0])
    with pytest.raises(InvitationRevoked):
        office.resend(made.id)
    actions = [act.action for act in events(office.session, event_type=AccountsAdminActed)]
    assert actions == ["invitation.sent", "invitation.revoked"]
    assert office.invite().state is InvitationState.PENDING


def test_what_was_taken_cannot_be_taken_back_or_sent_again(office: Office) -> None:
    made = office.invite()
    office.accept(office.secrets()[0])

    with pytest.raises(InvitationUsed):
        office.revoke(made.id)
    with pytest.raises(InvitationUsed):
        office.resend(made.id)


def test_an_address_has_one_invitation_at_a_time(office: Office) -> None:
    made = office.invite()
    with pytest.raises(AlreadyInvited):
        office.invite(ADDRESS.upper())

    office.make_old(made.id, timedelta(days=8))
    assert office.invite().state is InvitationState.PENDING


def test_two_who_invite_the_same_address_at_once_make_one_invitation(office: Office) -> None:
    def attempt(_: int) -> object:
        try:
            return office.invite()
        except ServiceError as refusal:
            return type(refusal)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(8)))

    assert answers.count(AlreadyInvited) == 7


@pytest.mark.parametrize("status", [UserStatus.ACTIVE, UserStatus.SUSPENDED, UserStatus.ERASED])
def test_an_account_that_is_there_is_neither_invited_nor_taken_over(
    status: UserStatus, office: Office
) -> None:
    office.invite()
    user = add_user(office.session, email=ADDRESS, status=status, name="The owner")
    office.session.commit()

    with pytest.raises(AddressTaken):
        office.accept(office.secrets()[0])
    with pytest.raises(AddressTaken):
        office.invite()
    owner = office.person()
    assert (owner.id, owner.name, owner.status) == (user.id, "The owner", status)


def test_an_unproven_registration_by_somebody_else_loses_its_password(office: Office) -> None:
    """Who registers a stranger's address gains nothing when the stranger is invited."""
    begin = office.desk_of(None).begin
    theft = make_registration(email=ADDRESS, password="the password of a thief")
    use_cases.register(begin, office.passwords, office.settings, theft)
    office.invite()

    office.accept(office.secrets()[0])

    user = office.person()
    assert (user.name, user.role, user.status) == ("Lina Haddad", Role.TEACHER, UserStatus.ACTIVE)
    digest = office.session.get_one(models.Password, user.id).hash
    assert office.passwords.matches(digest, PASSWORD)
    links = office.session.scalars(select(models.EmailConfirmation)).all()
    assert all(link.expires_at <= user.confirmed_at for link in links if user.confirmed_at)
    assert events(office.session, event_type=RoleChanged)[-1].contact.name == "Lina Haddad"


def test_a_weak_password_leaves_the_invitation_open(office: Office) -> None:
    office.invite()

    with pytest.raises(WeakPassword):
        office.accept(office.secrets()[0], password="lina@example.org")

    assert office.find()[0].state is InvitationState.PENDING


def test_an_unknown_link_is_refused(office: Office) -> None:
    with pytest.raises(InvitationUnknown):
        office.look("x" * 43)
    with pytest.raises(InvitationUnknown):
        office.accept("x" * 43)


@pytest.mark.parametrize(
    ("by", "roles"),
    [
        (Role.ADMIN, {Role.STUDENT, Role.TEACHER, Role.MODERATOR, Role.SUPPORT}),
        (Role.SUPPORT, {Role.STUDENT, Role.TEACHER}),
    ],
)
def test_nobody_gives_away_more_than_they_may(by: Role, roles: set[Role], office: Office) -> None:
    granted = set()
    for role in Role:
        try:
            granted.add(office.invite(f"{role}@example.org", by, role=role).role)
        except RoleNotGrantable:
            continue

    assert granted == roles


def test_support_does_not_touch_invitations_of_staff(office: Office) -> None:
    made = office.invite(role=Role.SUPPORT)
    office.make_old(made.id, timedelta(minutes=2))

    for act in (office.resend, office.revoke):
        with pytest.raises(RoleNotGrantable):
            act(made.id, Role.SUPPORT)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.MODERATOR])
def test_others_neither_invite_nor_see_invitations(role: Role, office: Office) -> None:
    made = office.invite()

    for act in (
        lambda: office.invite("x@example.org", role),
        lambda: office.resend(made.id, role),
        lambda: office.revoke(made.id, role),
        lambda: office.find(role),
    ):
        with pytest.raises(Forbidden):
            act()


def test_invitations_are_found_by_state_and_name(office: Office) -> None:
    pending = office.invite("a@example.org", name="Ada")
    expired = office.invite("b@example.org", name="Bob")
    revoked = office.invite("c@example.org", name="Cleo")
    accepted = office.invite("d@example.org", name="Dora")
    office.make_old(expired.id, timedelta(days=8))
    office.revoke(revoked.id)
    office.accept(office.secrets()[3])

    found = {state: [one.id for one in office.find(state=state)] for state in InvitationState}

    assert found == {
        InvitationState.PENDING: [pending.id],
        InvitationState.EXPIRED: [expired.id],
        InvitationState.REVOKED: [revoked.id],
        InvitationState.ACCEPTED: [accepted.id],
    }
    assert [one.name for one in office.find(search="cle")] == ["Cleo"]
    assert [one.name for one in office.find(search="%")] == []
    assert len(office.find(limit=3)) == 3


def test_an_unknown_invitation_is_not_found(office: Office) -> None:
    with pytest.raises(InvitationUnknown):
        office.revoke(uuid4())


def test_what_ended_long_ago_is_forgotten(office: Office) -> None:
    old, new = office.invite("a@example.org"), office.invite("b@example.org")
    office.make_old(old.id, timedelta(days=98))

    use_cases.forget_invitations(office.desk_of(None).begin)

    assert [one.id for one in office.find()] == [new.id]
