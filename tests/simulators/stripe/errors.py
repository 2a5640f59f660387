"""Refusals in the body and with the codes that Stripe uses."""

from typing import Any


class Refusal(Exception):
    """An answer other than success; `stored` tells whether an idempotency key remembers it."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        stored: bool = True,
        **fields: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.stored = stored
        self.fields = {"message": message, "type": kind, **fields}

    @property
    def body(self) -> dict[str, Any]:
        """The document that Stripe's SDKs turn into an exception."""
        return {"error": self.fields}


def missing(noun: str, object_id: str, param: str) -> Refusal:
    """No object of that kind has this id."""
    message = f"No such {noun}: '{object_id}'"
    return Refusal(message, status=404, code="resource_missing", param=param)


def refused_parameter(message: str, code: str, param: str) -> Refusal:
    """A parameter that validation refuses, so nothing is executed or remembered."""
    return Refusal(message, code=code, param=param, stored=False)
