"""The service answers exactly what the contracts ask of it."""

from contracts.accounts import messages
from contracts.base import Request
from services.accounts.service import AccountsService

REQUESTS = {
    value.method(): value
    for value in vars(messages).values()
    if isinstance(value, type) and issubclass(value, Request) and "service" in vars(value)
}


def test_every_request_of_the_contracts_has_its_entrypoint() -> None:
    entrypoints = {
        name: method.request_type
        for name, method in vars(AccountsService).items()
        if hasattr(method, "request_type")
    }

    assert entrypoints == REQUESTS


def test_no_reply_with_a_secret_is_stored() -> None:
    """Replies of `handles` are kept under their idempotency key; these must not be."""
    keepers = {
        name
        for name, method in vars(AccountsService).items()
        if hasattr(method, "request_type") and "work" in method.__wrapped__.__annotations__
    }

    assert {"get_me", "change_role"} <= keepers
    assert keepers.isdisjoint({"register", "sign_in", "refresh_session"})
