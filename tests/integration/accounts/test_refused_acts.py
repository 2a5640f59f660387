"""Staff actions that were not allowed leave an entry in the audit log."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from contracts.accounts.errors import LastAdmin
from contracts.accounts.messages import ChangeRole, GetMe
from contracts.audit import AccountsAdminActed
from contracts.base import Request
from contracts.errors import Forbidden, ReadOnlyImpersonation, ServiceError
from contracts.types import Actor, Role
from services.accounts import models
from services.common.context import CallContext
from services.common.desk import Desk
from services.common.refusals import note_refusal
from tests.factories.recorded import events

pytestmark = pytest.mark.postgres

STUDENT = Actor(user_id=uuid4(), role=Role.STUDENT)
SUPPORT = Actor(user_id=uuid4(), role=Role.SUPPORT)
LOOKING = Actor(user_id=uuid4(), role=Role.STUDENT, impersonator_id=SUPPORT.user_id)

NotedBy = Callable[..., list[AccountsAdminActed]]


@pytest.fixture
def noted_by(engine: Engine, session: Session) -> NotedBy:
    def note(
        caller: Actor | None, request: type[Request[object]], refusal: ServiceError
    ) -> list[AccountsAdminActed]:
        context = CallContext(correlation_id="a-request", caller=caller, address="192.0.2.7")
        desk = Desk(engine, models.bookkeeping, lambda: context, AccountsAdminActed)
        note_refusal(desk, request, refusal)
        return events(session, models.bookkeeping, AccountsAdminActed)

    return note


@pytest.mark.parametrize("caller", [STUDENT, SUPPORT])
def test_a_staff_action_that_is_refused_is_recorded(caller: Actor, noted_by: NotedBy) -> None:
    (entry,) = noted_by(caller, ChangeRole, Forbidden("Your role does not include this."))

    assert entry.action == "security.authorization_refused"
    assert (entry.actor_id, entry.target_id) == (caller.user_id, "accounts.change_role")
    assert (entry.reason, entry.address) == ("Your role does not include this.", "192.0.2.7")
    assert entry.after == {"role": caller.role.value, "code": "forbidden"}


def test_an_act_in_somebody_elses_name_that_is_refused_is_recorded(noted_by: NotedBy) -> None:
    (entry,) = noted_by(LOOKING, GetMe, ReadOnlyImpersonation("Only look."))

    assert (entry.actor_id, entry.on_behalf_of) == (SUPPORT.user_id, LOOKING.user_id)


@pytest.mark.parametrize(
    ("caller", "request_type", "refusal"),
    [
        (None, ChangeRole, Forbidden("No.")),
        (STUDENT, GetMe, Forbidden("No.")),
        (SUPPORT, ChangeRole, LastAdmin("No.")),
    ],
)
def test_other_refusals_are_not(
    caller: Actor | None,
    request_type: type[Request[object]],
    refusal: ServiceError,
    noted_by: NotedBy,
) -> None:
    assert noted_by(caller, request_type, refusal) == []


def test_a_refusal_that_cannot_be_recorded_stays_a_refusal(
    engine: Engine, session: Session
) -> None:
    context = CallContext(correlation_id="a-request", caller=STUDENT)
    desk = Desk(engine, models.bookkeeping, lambda: context, AccountsAdminActed)
    session.execute(text("DROP TABLE outbox_events"))
    session.commit()

    note_refusal(desk, ChangeRole, Forbidden("No."))


def test_a_service_without_an_audit_says_nothing(engine: Engine, session: Session) -> None:
    context = CallContext(correlation_id="a-request", caller=STUDENT)

    note_refusal(Desk(engine, models.bookkeeping, lambda: context), ChangeRole, Forbidden("No."))

    assert events(session, models.bookkeeping, AccountsAdminActed) == []
