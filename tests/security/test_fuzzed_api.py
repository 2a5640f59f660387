"""Whatever is sent to the API, every answer is a described one (promise R4, assertion 8).

The description is what people and the web app's types rely on, so each answer has to be in it: its
status, its media type, its fields and no others, its headers. The weakest caller who may use an
operation tries every rule of every field; an admin who owns something of each kind sees the answers
about things that exist.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case

from contracts.types import Role
from gateway.routes import ENDPOINTS
from tests.security.belongings import belongings
from tests.security.fuzzing import CHECKS, schema
from tests.security.strangers import Headers, Strangers

pytestmark = pytest.mark.e2e

GUEST, LEAVER = "guest", "leaver"
LEAVING = "POST /v1/me/erasure"
THOROUGH, BRIEF = schema(coverage=True), schema(coverage=False)

bounded = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=3,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def callers(strangers: Strangers) -> dict[str, Headers]:
    """The headers of one caller of each kind, and of somebody whose account may end."""
    known = {role.value: strangers.sign_in(strangers.make(role)) for role in Role}
    return {GUEST: {}, LEAVER: strangers.sign_in(strangers.make(Role.STUDENT)), **known}


@pytest.fixture(scope="module")
def things(strangers: Strangers, callers: dict[str, Headers]) -> dict[str, str]:
    """What the admin has, by the name that it has in addresses."""
    return belongings(strangers, callers[Role.ADMIN])


@THOROUGH.parametrize()
@bounded
def test_r4_whatever_is_sent_by_who_may_send_it_gets_a_described_answer(
    case: Case[Any], callers: dict[str, Headers]
) -> None:
    case.call_and_validate(headers=dict(callers[weakest(case)]), checks=CHECKS)


@BRIEF.parametrize()
@bounded
def test_8_what_exists_is_shown_as_it_is_described(
    case: Case[Any], callers: dict[str, Headers], things: dict[str, str]
) -> None:
    caller = LEAVER if case.operation.label == LEAVING else Role.ADMIN
    for name in case.path_parameters:
        case.path_parameters[name] = things.get(name, case.path_parameters[name])

    case.call_and_validate(headers=dict(callers[caller]), checks=CHECKS)


def weakest(case: Case[Any]) -> str:
    """The first in the order of power who may use the operation."""
    if case.operation.label == LEAVING:
        return LEAVER
    method, _, path = case.operation.label.partition(" ")
    row = next(one.permission for one in ENDPOINTS if (one.method, one.path) == (method, path))
    return GUEST if row.is_public else next(role for role in Role if row.reach(role))
