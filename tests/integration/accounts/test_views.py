"""Staff look through a person's eyes: once per code, not for long, and never unnoticed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AccountNotActive,
    ImpersonationCodeSpent,
    ImpersonationReadOnly,
    NoImpersonation,
    OwnAccount,
    StaffNotImpersonated,
)
from contracts.accounts.impersonation import (
    EndImpersonation,
    EnterImpersonation,
    ImpersonationEnded,
    ImpersonationStarted,
    ImpersonationTicket,
    StartImpersonation,
)
from contracts.accounts.messages import GetMe, UserStatus
from contracts.accounts.profiles import GetProfile, UpdateProfile
from contracts.accounts.sessions import ListSessions, SessionsRevoked
from contracts.errors import Forbidden, ReadOnlyImpersonation, StepUpRequired
from contracts.types import STAFF, Actor, Role
from services.accounts import models, policies, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.repository import PersonalDataRepository
from services.accounts.tokens import fingerprint
from services.common.desk import Desk
from tests.factories.accounts import actor_of, add_user, proven_actor
from tests.factories.recorded import events
from tests.integration.accounts.conftest import ADDRESS, Ask
from tests.integration.accounts.owners import alive, outcomes, read
from tests.integration.accounts.staffing import REASON, enter, entries, is_over, start, view

pytestmark = pytest.mark.postgres

SPENT = ImpersonationCodeSpent


@pytest.fixture
def sam(session: Session) -> models.User:
    user = add_user(session, role=Role.ADMIN, name="Sam Okafor")
    session.commit()
    return user


@pytest.fixture
def lina(session: Session) -> models.User:
    user = add_user(session, name="Lina Haddad", email="lina@example.org")
    session.commit()
    return user


def earlier(session: Session, by: timedelta) -> None:
    """Let the moments of all views be so much longer ago."""
    table = models.Impersonation
    moments = {
        name: getattr(table, name) - by for name in ("created_at", "code_expires_at", "ends_at")
    }
    session.execute(update(table).values(moments))
    session.commit()


def test_66_a_view_says_whose_it_is_who_looks_and_when_it_ends(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    opened = enter(ask, start(ask, sam, lina))

    claims = read(opened.access_token)
    assert (claims["sub"], claims["act"]) == (str(lina.id), {"sub": str(sam.id)})
    assert (claims["scope"], claims["auth_time"], claims["amr"]) == ("read", 0, [])
    assert claims["exp"] - claims["iat"] == opened.expires_in == 15 * 60
    assert (opened.user.id, opened.impersonator_name, opened.read_only) == (
        *(lina.id, "Sam Okafor", True),
    )
    (begun,) = events(session, models.bookkeeping, ImpersonationStarted)
    assert (begun.user_id, begun.impersonator_id, begun.reason) == (lina.id, sam.id, REASON)
    assert session.get_one(models.Session, UUID(claims["sid"])).expires_at == begun.ends_at


def test_66_the_log_knows_who_looked_at_whom_and_why(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    looking = view(ask, sam, lina, write=True)

    ask(EndImpersonation(), looking)

    asked, begun, over, _command = entries(session)
    assert (asked.action, asked.actor_id, asked.on_behalf_of) == (
        *("impersonation.requested", sam.id, None),
    )
    assert (asked.reason, asked.target_id, asked.after) == (REASON, str(lina.id), {"write": True})
    for entry in (begun, over):
        assert (entry.actor_id, entry.on_behalf_of) == (sam.id, lina.id)
        assert entry.target_label == "Lina Haddad <lina@example.org>"
    assert (begun.action, begun.reason) == ("impersonation.started", REASON)
    assert (begun.address, over.address) == (ADDRESS, "")
    assert (over.action, over.reason) == ("impersonation.ended", "left")


def test_66_of_fifty_who_use_a_code_at_once_one_gets_in(
    ask: Ask, desk: Desk, settings: AccountsSettings, sam: models.User, lina: models.User
) -> None:
    request = EnterImpersonation(code=start(ask, sam, lina).code)

    became = outcomes(50, lambda: use_cases.enter_impersonation(desk.begin, settings, request))

    assert sorted(became, key=str) == [type(None), *[SPENT] * 49]


def test_66_a_code_lasts_a_minute(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    prompt, late = start(ask, sam, lina), start(ask, sam, lina)
    assert timedelta() < prompt.expires_at - datetime.now(UTC) <= timedelta(seconds=60)

    earlier(session, timedelta(seconds=45))
    enter(ask, prompt)
    earlier(session, timedelta(seconds=15))

    with pytest.raises(SPENT):
        enter(ask, late)


def test_66_a_code_that_was_never_handed_out_opens_nothing(ask: Ask) -> None:
    with pytest.raises(SPENT):
        enter(ask, ImpersonationTicket(code="x" * 43, expires_at=datetime.now(UTC)))


def test_22_of_a_code_only_its_digest_is_stored(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    code = start(ask, sam, lina).code

    assert session.scalars(select(models.Impersonation.code_hash)).one() == fingerprint(code)
    assert code not in str(session.execute(select(models.bookkeeping.outbox.c.envelope)).all())


def test_66_a_view_is_over_after_a_quarter_of_an_hour(
    ask: Ask,
    sam: models.User,
    lina: models.User,
    session: Session,
    desk_of: Callable[[Actor | None], Desk],
) -> None:
    looking = view(ask, sam, lina)
    start(ask, sam, lina)  # of which nobody makes use
    clock = desk_of(None).begin

    earlier(session, timedelta(minutes=14))
    use_cases.end_overdue_impersonations(clock)
    assert not is_over(session, looking)
    earlier(session, timedelta(minutes=1))
    for _ in range(2):
        use_cases.end_overdue_impersonations(clock)

    session.expire_all()
    assert is_over(session, looking)
    (revoked,) = events(session, models.bookkeeping, SessionsRevoked)
    assert revoked.session_ids == [looking.session_id]
    (told,) = events(session, models.bookkeeping, ImpersonationEnded)
    assert (told.user_id, told.impersonator_id) == (lina.id, sam.id)
    (entry,) = entries(session, "impersonation.ended")
    assert (entry.reason, entry.actor_id, entry.on_behalf_of) == ("time is up", sam.id, lina.id)


def test_66_gateways_remember_an_ended_view_for_as_long_as_its_token_would_last() -> None:
    now = datetime.now(UTC)

    assert policies.trusted_since(now) < now - policies.VIEW_LIFE


@pytest.mark.parametrize("rights", [{"write": False}, {"write": True}])
def test_66_from_within_a_view_no_other_is_opened(
    rights: dict[str, bool], ask: Ask, sam: models.User, lina: models.User
) -> None:
    looking, other = view(ask, sam, lina, **rights), start(ask, sam, lina)

    with pytest.raises(Forbidden):
        ask(StartImpersonation(user_id=lina.id, reason=REASON), looking)
    with pytest.raises(ReadOnlyImpersonation):
        ask(EnterImpersonation(code=other.code), looking)

    enter(ask, other)  # which those tries have not spent


@pytest.mark.parametrize("role", sorted(STAFF))
def test_66_nobody_looks_through_the_eyes_of_staff(
    role: Role, ask: Ask, sam: models.User, session: Session
) -> None:
    colleague = add_user(session, role=role)
    session.commit()

    with pytest.raises(StaffNotImpersonated):
        start(ask, sam, colleague)


def test_66_nor_of_who_works_for_the_academy_since_the_code_was_handed_out(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    ticket = start(ask, sam, lina)
    session.get_one(models.User, lina.id).role = Role.SUPPORT
    session.commit()

    with pytest.raises(StaffNotImpersonated):
        enter(ask, ticket)


@pytest.mark.parametrize("status", [one for one in UserStatus if one is not UserStatus.ACTIVE])
def test_only_an_account_that_can_be_used_is_viewed(
    status: UserStatus, ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    ticket = start(ask, sam, lina)
    session.get_one(models.User, lina.id).status = status
    session.commit()

    with pytest.raises(AccountNotActive):
        start(ask, sam, lina)
    with pytest.raises(AccountNotActive):
        enter(ask, ticket)


def test_nobody_views_themselves(ask: Ask, sam: models.User) -> None:
    with pytest.raises(OwnAccount):
        start(ask, sam, sam)


def test_66_support_looks_and_does_not_act(ask: Ask, lina: models.User, session: Session) -> None:
    helper = add_user(session, role=Role.SUPPORT)
    session.commit()

    assert view(ask, helper, lina).read_only
    with pytest.raises(ImpersonationReadOnly):
        start(ask, helper, lina, write=True)


def test_66_who_works_here_no_longer_gets_no_code_with_an_old_token(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    old = proven_actor(sam)
    session.get_one(models.User, sam.id).role = Role.TEACHER
    session.commit()

    with pytest.raises(Forbidden):
        start(ask, old, lina)


def test_30_a_view_wants_a_fresh_proof(ask: Ask, sam: models.User, lina: models.User) -> None:
    with pytest.raises(StepUpRequired):
        start(ask, actor_of(sam), lina)


def test_66_who_looks_reads_everything_and_changes_nothing(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    looking = view(ask, sam, lina)

    assert ask(GetMe(), looking).id == lina.id
    with pytest.raises(ReadOnlyImpersonation):
        ask(UpdateProfile(name="Somebody Else"), looking)

    session.expire_all()
    assert session.get_one(models.User, lina.id).name == "Lina Haddad"
    (refused,) = entries(session, "security.authorization_refused")
    assert (refused.actor_id, refused.on_behalf_of) == (sam.id, lina.id)


def test_66_what_is_done_in_an_acting_view_is_told_to_the_log_with_both_names(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    acting = view(ask, sam, lina, write=True)

    ask(UpdateProfile(name="Lina H."), acting)

    assert ask(GetProfile(), acting).name == "Lina H."
    (entry,) = entries(session, "impersonation.update_profile")
    assert (entry.actor_id, entry.on_behalf_of) == (sam.id, lina.id)
    assert entry.target_id == str(lina.id)
    assert "Lina H." not in str(entry.after)


def test_what_a_person_does_themself_is_nothing_for_the_log(
    ask: Ask, lina: models.User, session: Session
) -> None:
    ask(UpdateProfile(name="Lina H."), actor_of(lina))

    assert entries(session) == []


def test_a_person_sees_who_looks_among_their_devices(
    ask: Ask, sam: models.User, lina: models.User
) -> None:
    view(ask, sam, lina)

    (device,) = ask(ListSessions(), actor_of(lina)).items

    assert device.impersonated


def test_leaving_again_changes_nothing_and_ones_own_session_is_no_view(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    looking = view(ask, sam, lina)
    for _ in range(2):
        ask(EndImpersonation(), looking)

    assert len(events(session, models.bookkeeping, ImpersonationEnded)) == 1
    assert alive(session, lina) == []
    with pytest.raises(NoImpersonation):
        ask(EndImpersonation(), actor_of(lina))


def test_a_view_is_part_of_the_data_of_whom_it_shows_and_not_of_who_looked(
    ask: Ask, sam: models.User, lina: models.User, session: Session
) -> None:
    view(ask, sam, lina)
    data = PersonalDataRepository(session)

    assert not {"impersonations", "sessions"} & set(data.collect(sam.id))
    assert len(data.collect(lina.id)["impersonations"]) == 1
    data.erase(sam.id)
    assert len(data.collect(lina.id)["impersonations"]) == 1
