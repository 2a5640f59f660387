"""No service holds something about people that it cannot hand out and forget."""

import pytest

from contracts.privacy import HOLDERS, ErasureRequested, ExportRequested, UserErased, UserExported
from services.common import SERVICES
from tests.architecture.messages import every_event
from tests.architecture.services import event_handlers


def test_accounts_waits_for_every_service() -> None:
    assert set(HOLDERS) == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("handler", "event"), [("export_user", ExportRequested), ("erase_user", ErasureRequested)]
)
def test_every_service_hands_out_and_forgets(
    service: str, handler: str, event: type[ExportRequested | ErasureRequested]
) -> None:
    found = {
        one.entrypoint.event_type
        for one in event_handlers()
        if (one.service, one.method) == (service, handler)
    }

    assert found == {event.event_type}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("answer", [UserExported, UserErased])
def test_accounts_hears_the_answer_of_every_service(
    service: str, answer: type[UserExported | UserErased]
) -> None:
    answers = [
        one.event_type for one in every_event() if issubclass(one, answer) and one.source == service
    ]

    heard = {one.entrypoint.event_type for one in event_handlers() if one.service == "accounts"}

    assert len(answers) == 1
    assert set(answers) <= heard
