"""The service answers exactly what the contracts ask of it."""

from services.accounts.service import AccountsService
from services.common.topology import entrypoints_of
from tests.architecture.messages import every_request


def test_every_request_of_the_contracts_has_its_entrypoint() -> None:
    entrypoints = {
        method.request_type
        for method, _ in entrypoints_of(AccountsService)
        if hasattr(method, "request_type")
    }

    assert entrypoints == {kind for kind in every_request() if kind.service == "accounts"}


def test_no_reply_with_a_secret_is_stored() -> None:
    """Replies of `handles` are kept under their idempotency key; these must not be."""
    keepers = {
        method.__name__
        for method, _ in entrypoints_of(AccountsService)
        if hasattr(method, "request_type") and "work" in method.__wrapped__.__annotations__
    }

    assert {"get_me", "change_role"} <= keepers
    assert keepers.isdisjoint({"register", "sign_in", "refresh_session"})
