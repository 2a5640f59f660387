"""What staff do for and to people's accounts: who may, to whom, with which effect and trace."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AccountNotActive,
    AccountSuspended,
    AlreadyConfirmed,
    BeyondSupport,
    ConfirmationJustSent,
    DeviceNotFound,
    EmailNotConfirmed,
    NoSecondFactor,
    NotSuspended,
    OwnAccount,
    SessionEnded,
    UserNotFound,
)
from contracts.accounts.messages import (
    ConfirmationRequested,
    ConfirmEmail,
    RefreshSession,
    UserStatus,
)
from contracts.accounts.people import (
    GetPerson,
    ListPersonEntries,
    ResendUserConfirmation,
    ResetSecondFactor,
    RestoreUser,
    SignUserOut,
    SuspendUser,
    UserRestored,
    UserSignedOut,
    UserSuspended,
)
from contracts.accounts.second_factors import SecondFactorChange
from contracts.accounts.sessions import ListRevocations, SessionsRevoked, TokensOutdated
from contracts.errors import Forbidden, StepUpRequired
from contracts.types import STAFF, Actor, Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.common.desk import Desk
from services.common.sealing import unseal
from tests.factories.accounts import actor_of, add_user, proven_actor
from tests.factories.authenticator import Authenticator
from tests.factories.recorded import events
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import MakeOwner, Owner, alive, told
from tests.integration.accounts.staffing import entries, in_one, side_by_side

pytestmark = pytest.mark.postgres

DeskOf = Callable[[Actor | None], Desk]
WHY = "Shared their password in a class."
TREATMENTS = (SuspendUser, RestoreUser, SignUserOut, ResetSecondFactor, ResendUserConfirmation)
BY_SUPPORT = (SignUserOut, ResetSecondFactor, ResendUserConfirmation)


@pytest.fixture
def sam(session: Session) -> models.User:
    user = add_user(session, role=Role.ADMIN, name="Sam Okafor")
    session.commit()
    return user


@pytest.fixture
def lina(make_owner: MakeOwner) -> Owner:
    return make_owner(name="Lina Haddad", email="lina@example.org")


def test_20_who_is_suspended_is_out_at_once_and_everywhere(
    ask: Ask, sam: models.User, lina: Owner, session: Session
) -> None:
    opened = lina.sign_in()
    gone = alive(session, lina.user)

    suspended = ask(SuspendUser(user_id=lina.user.id, reason=WHY), proven_actor(sam))

    assert suspended.status is UserStatus.SUSPENDED
    assert (len(gone), alive(session, lina.user)) == (2, [])
    revoked = ask(ListRevocations())
    assert (sorted(revoked.sessions), revoked.versions) == (sorted(gone), {lina.user.id: 2})
    assert len(events(session, models.bookkeeping, SessionsRevoked)) == 1
    assert len(events(session, models.bookkeeping, TokensOutdated)) == 1
    with pytest.raises(SessionEnded):
        ask(RefreshSession(refresh_token=opened.refresh_token))
    with pytest.raises(AccountSuspended):
        lina.sign_in()


def test_66_a_suspension_is_told_and_logged_with_reason_before_and_after(
    ask: Ask, sam: models.User, lina: Owner, session: Session
) -> None:
    for _ in range(2):  # the second changes nothing
        ask(SuspendUser(user_id=lina.user.id, reason=WHY), proven_actor(sam))

    (event,) = events(session, models.bookkeeping, UserSuspended)
    assert (event.user_id, event.reason) == (lina.user.id, WHY)
    (entry,) = entries(session)
    assert (entry.action, entry.actor_id, entry.reason) == ("user.suspended", sam.id, WHY)
    assert (entry.before, entry.after) == ({"status": "active"}, {"status": "suspended"})
    assert entry.target_label == "Lina Haddad <lina@example.org>"


def test_who_is_restored_signs_in_again(
    ask: Ask, sam: models.User, lina: Owner, session: Session
) -> None:
    ask(SuspendUser(user_id=lina.user.id, reason=WHY), proven_actor(sam))

    restored = ask(RestoreUser(user_id=lina.user.id, reason="Sorted out."), proven_actor(sam))

    assert restored.status is UserStatus.ACTIVE
    assert lina.sign_in().user.id == lina.user.id
    (event,) = events(session, models.bookkeeping, UserRestored)
    assert (event.user_id, event.reason) == (lina.user.id, "Sorted out.")
    entry = entries(session)[-1]
    assert (entry.action, entry.actor_id, entry.reason) == ("user.restored", sam.id, "Sorted out.")
    assert (entry.before, entry.after) == ({"status": "suspended"}, {"status": "active"})


def test_a_suspension_is_no_way_around_the_confirmation(
    ask: Ask, sam: models.User, make_owner: MakeOwner, session: Session
) -> None:
    newcomer = make_owner()
    newcomer.user.status = UserStatus.UNCONFIRMED
    session.add(newcomer.user)
    session.commit()
    for request in (SuspendUser, RestoreUser):
        ask(request(user_id=newcomer.user.id, reason=WHY), proven_actor(sam))

    with pytest.raises(EmailNotConfirmed):
        newcomer.sign_in()


def test_a_confirmation_does_not_lift_a_suspension(
    ask: Ask, sam: models.User, session: Session, settings: AccountsSettings
) -> None:
    newcomer = add_user(session, status=UserStatus.UNCONFIRMED, confirmed_at=None)
    session.commit()
    ask(ResendUserConfirmation(user_id=newcomer.id, reason=WHY), proven_actor(sam))
    (mail,) = events(session, models.bookkeeping, ConfirmationRequested)
    ask(SuspendUser(user_id=newcomer.id, reason=WHY), proven_actor(sam))

    ask(ConfirmEmail(token=unseal(mail.sealed_token, settings.mail_sealing_key)))

    session.expire_all()
    assert session.get_one(models.User, newcomer.id).status is UserStatus.SUSPENDED


def test_20_staff_sign_a_person_out_everywhere(
    ask: Ask, sam: models.User, lina: Owner, session: Session
) -> None:
    lina.sign_in()
    gone = alive(session, lina.user)

    for _ in range(2):  # the second finds nothing to end
        ask(SignUserOut(user_id=lina.user.id, reason=WHY), proven_actor(sam))

    assert alive(session, lina.user) == []
    (revoked,) = events(session, models.bookkeeping, SessionsRevoked)
    assert sorted(revoked.session_ids) == sorted(gone)
    (event,) = events(session, models.bookkeeping, UserSignedOut)
    assert (event.user_id, event.everywhere, event.reason) == (lina.user.id, True, WHY)
    (entry,) = entries(session)
    assert (entry.action, entry.actor_id, entry.reason) == ("user.signed_out", sam.id, WHY)
    assert entry.before == {"devices": ["Test", "Test"]}


def test_20_or_on_one_device_of_theirs(
    ask: Ask, sam: models.User, lina: Owner, make_owner: MakeOwner, session: Session
) -> None:
    assert lina.actor is not None
    lost = lina.actor.session_id
    lina.sign_in()
    other = make_owner().actor
    assert other is not None

    ask(SignUserOut(user_id=lina.user.id, reason=WHY, session_id=lost), proven_actor(sam))

    assert alive(session, lina.user) == [lina.actor.session_id]
    (event,) = events(session, models.bookkeeping, UserSignedOut)
    assert not event.everywhere
    for session_id in (lost, other.session_id):
        request = SignUserOut(user_id=lina.user.id, reason=WHY, session_id=session_id)
        with pytest.raises(DeviceNotFound):
            ask(request, proven_actor(sam))
    assert alive(session, models.User(id=other.user_id)) == [other.session_id]


def test_who_has_lost_every_second_factor_gets_in_with_the_password(
    ask: Ask, sam: models.User, lina: Owner, session: Session
) -> None:
    lina.set_up_app()
    lina.add_passkey(Authenticator())
    assert "challenge" in lina.asked()

    ask(ResetSecondFactor(user_id=lina.user.id, reason="Lost phone."), proven_actor(sam))

    assert alive(session, lina.user) == []
    assert lina.sign_in().user.id == lina.user.id
    assert told(session)[-1] is SecondFactorChange.ALL_REMOVED
    assert lina.factors().recovery_codes_left == 0
    (entry,) = entries(session, "second_factor")
    assert (entry.action, entry.actor_id, entry.reason) == (
        *("second_factor.reset", sam.id, "Lost phone."),
    )
    assert entry.before == {"app": True, "passkeys": 1}


def test_another_link_is_sent_in_place_of_the_earlier_one(
    ask: Ask, sam: models.User, session: Session, settings: AccountsSettings
) -> None:
    newcomer = add_user(session, status=UserStatus.UNCONFIRMED, confirmed_at=None)
    session.commit()

    ask(ResendUserConfirmation(user_id=newcomer.id, reason=WHY), proven_actor(sam))

    (mail,) = events(session, models.bookkeeping, ConfirmationRequested)
    ask(ConfirmEmail(token=unseal(mail.sealed_token, settings.mail_sealing_key)))
    session.expire_all()
    assert session.get_one(models.User, newcomer.id).status is UserStatus.ACTIVE
    (entry,) = entries(session)
    assert (entry.action, entry.actor_id, entry.reason) == ("confirmation.resent", sam.id, WHY)


def test_28_nobodys_mailbox_is_flooded_with_links(
    ask: Ask, sam: models.User, session: Session
) -> None:
    newcomer = add_user(session, status=UserStatus.UNCONFIRMED, confirmed_at=None)
    session.commit()
    another = ResendUserConfirmation(user_id=newcomer.id, reason=WHY)
    ask(another, proven_actor(sam))

    with pytest.raises(ConfirmationJustSent):
        ask(another, proven_actor(sam))

    a_minute_ago = datetime.now(UTC) - timedelta(seconds=61)
    session.execute(update(models.EmailConfirmation).values(created_at=a_minute_ago))
    session.commit()
    ask(another, proven_actor(sam))
    assert len(events(session, models.bookkeeping, ConfirmationRequested)) == 2


@pytest.mark.parametrize(
    ("request_type", "status", "refusal"),
    [
        (SuspendUser, UserStatus.ERASED, AccountNotActive),
        (RestoreUser, UserStatus.ACTIVE, NotSuspended),
        (RestoreUser, UserStatus.ERASED, NotSuspended),
        (ResetSecondFactor, UserStatus.ACTIVE, NoSecondFactor),
        (ResendUserConfirmation, UserStatus.ACTIVE, AlreadyConfirmed),
        (ResendUserConfirmation, UserStatus.SUSPENDED, AlreadyConfirmed),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(
    request_type: Any,
    status: UserStatus,
    refusal: type[Exception],
    ask: Ask,
    sam: models.User,
    session: Session,
) -> None:
    person = add_user(session, status=status)
    session.commit()

    with pytest.raises(refusal):
        ask(request_type(user_id=person.id, reason=WHY), proven_actor(sam))

    assert entries(session) == []


@pytest.mark.parametrize("request_type", TREATMENTS)
def test_12_nobody_treats_their_own_account(request_type: Any, ask: Ask, sam: models.User) -> None:
    with pytest.raises(OwnAccount):
        ask(request_type(user_id=sam.id, reason=WHY), proven_actor(sam))


@pytest.mark.parametrize("request_type", TREATMENTS)
def test_a_treatment_needs_a_person(request_type: Any, ask: Ask, sam: models.User) -> None:
    with pytest.raises(UserNotFound):
        ask(request_type(user_id=uuid4(), reason=WHY), proven_actor(sam))


@pytest.mark.parametrize("request_type", [one for one in TREATMENTS if one not in BY_SUPPORT])
def test_6_support_neither_suspends_nor_restores(
    request_type: Any, ask: Ask, lina: Owner, session: Session
) -> None:
    helper = add_user(session, role=Role.SUPPORT)
    session.commit()

    with pytest.raises(Forbidden):
        ask(request_type(user_id=lina.user.id, reason=WHY), proven_actor(helper))


@pytest.mark.parametrize("request_type", BY_SUPPORT)
@pytest.mark.parametrize("role", sorted(STAFF))
def test_6_support_treats_nobody_who_works_for_the_academy(
    request_type: Any, role: Role, ask: Ask, session: Session
) -> None:
    helper, colleague = (add_user(session, role=each) for each in (Role.SUPPORT, role))
    session.commit()

    with pytest.raises(BeyondSupport):
        ask(request_type(user_id=colleague.id, reason=WHY), proven_actor(helper))


@pytest.mark.parametrize("request_type", [GetPerson, ListPersonEntries])
@pytest.mark.parametrize("role", sorted(STAFF))
def test_6_nor_does_it_read_what_they_did_and_what_they_sign_in_with(
    request_type: Any, role: Role, ask: Ask, session: Session
) -> None:
    helper, colleague = (add_user(session, role=each) for each in (Role.SUPPORT, role))
    session.commit()

    with pytest.raises(BeyondSupport):
        ask(request_type(user_id=colleague.id), actor_of(helper))


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
def test_support_signs_students_and_teachers_out(
    role: Role, ask: Ask, session: Session, make_owner: MakeOwner
) -> None:
    helper, person = add_user(session, role=Role.SUPPORT), make_owner(role=role)

    ask(SignUserOut(user_id=person.user.id, reason=WHY), proven_actor(helper))

    assert alive(session, person.user) == []


@pytest.mark.parametrize("request_type", TREATMENTS)
def test_10_who_works_here_no_longer_treats_nobody_with_an_old_token(
    request_type: Any, ask: Ask, sam: models.User, lina: Owner, session: Session
) -> None:
    old = proven_actor(sam)
    session.get_one(models.User, sam.id).status = UserStatus.SUSPENDED
    session.commit()

    with pytest.raises(Forbidden):
        ask(request_type(user_id=lina.user.id, reason=WHY), old)


@pytest.mark.parametrize("request_type", [SuspendUser, RestoreUser, SignUserOut, ResetSecondFactor])
def test_30_treating_somebody_wants_a_fresh_proof(
    request_type: Any, ask: Ask, sam: models.User, lina: Owner
) -> None:
    with pytest.raises(StepUpRequired):
        ask(request_type(user_id=lina.user.id, reason=WHY), actor_of(sam))


def test_12_two_admins_who_suspend_each_other_leave_one(desk_of: DeskOf, session: Session) -> None:
    pair = [add_user(session, role=Role.ADMIN) for _ in range(2)]
    session.commit()

    became = side_by_side(
        *(
            partial(
                in_one,
                desk_of(actor_of(one)),
                use_cases.suspend_user,
                SuspendUser(user_id=other.id, reason=WHY),
            )
            for one, other in (pair, reversed(pair))
        )
    )

    assert sorted(became, key=str) == [Forbidden, None]
    states = session.scalars(select(models.User.status).order_by(models.User.status)).all()
    assert sorted(states) == [UserStatus.ACTIVE, UserStatus.SUSPENDED]
