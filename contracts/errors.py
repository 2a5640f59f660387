"""Refusals, as named types that keep their meaning from a service to a person's screen."""

import re
from typing import Any, ClassVar

_WORDS = re.compile(r"(?<!^)(?=[A-Z])")


class ServiceError(Exception):
    """A refusal with a stable code, an HTTP status, a title and a detail for this occasion."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    _by_code: ClassVar[dict[str, type["ServiceError"]]] = {}

    def __init__(self, detail: str = "", extra: dict[str, Any] | None = None) -> None:
        super().__init__(detail, extra or {})
        self.detail = detail
        self.extra = extra or {}

    def __init_subclass__(cls) -> None:
        """Derive the code from the module and class name unless the class states it."""
        if "code" not in cls.__dict__:
            words = _WORDS.sub("_", cls.__name__).lower()
            cls.code = f"{cls.__module__.split('.')[1]}.{words}"
        if "title" not in cls.__dict__:
            cls.title = _WORDS.sub(" ", cls.__name__).capitalize()
        ServiceError._by_code[cls.code] = cls

    def __str__(self) -> str:
        return self.detail or self.title

    @classmethod
    def catalogue(cls) -> dict[str, type["ServiceError"]]:
        """Every refusal by its code."""
        return dict(cls._by_code)


class Invalid(ServiceError):
    """The request does not decode or breaks a rule of one field."""

    code = "invalid"
    status = 422
    title = "Check the form"


class Malformed(ServiceError):
    """The body is not the media type it claims to be."""

    code = "malformed_body"
    status = 400
    title = "Unreadable request"


class Unauthenticated(ServiceError):
    """No credentials, or credentials that do not hold."""

    code = "unauthenticated"
    status = 401
    title = "Sign in first"


class StepUpRequired(Unauthenticated):
    """The act is dangerous and the last proof of identity too old (RFC 9470)."""

    code = "step_up_required"
    title = "Show that it is you"


class Forbidden(ServiceError):
    """A known caller who may not do this."""

    code = "forbidden"
    status = 403
    title = "Not allowed"


class ReadOnlyImpersonation(Forbidden):
    """Somebody of the staff looks through a person's eyes, which does not include this."""

    code = "read_only_impersonation"
    title = "Not in somebody else's name"


class NotFound(ServiceError):
    """No such thing, or not visible to the caller."""

    code = "not_found"
    status = 404
    title = "Not found"


class Conflict(ServiceError):
    """The state of the world refuses."""

    code = "conflict"
    status = 409
    title = "Not possible right now"


class TooMany(ServiceError):
    """The caller asks too often."""

    code = "too_many"
    status = 429
    title = "Slow down"


class Unavailable(ServiceError):
    """A third party or a part of Academy is down for the moment."""

    code = "unavailable"
    status = 503
    title = "Briefly unavailable"


class ServiceUnavailable(Unavailable):
    """Nobody answers for that service, or the broker is away."""

    code = "service_unavailable"
    title = "Briefly unavailable"


class ServiceTimedOut(ServiceError):
    """No reply before the deadline; the outcome is unknown."""

    code = "service_timed_out"
    status = 504
    title = "Took too long"


class ContractMismatch(ServiceError):
    """Two parts of Academy disagree about a message."""

    code = "contract_mismatch"
    title = "Something went wrong"


class IdempotencyKeyReused(Conflict):
    """The same idempotency key came with a different request."""

    code = "idempotency_key_reused"
    title = "Key already used"


class PayloadTooLarge(ServiceError):
    """The body is larger than this resource takes."""

    code = "payload_too_large"
    status = 413
    title = "Too large"


class UnsupportedMediaType(ServiceError):
    """The body is not of a media type this resource takes."""

    code = "unsupported_media_type"
    status = 415
    title = "Unsupported format"


class MethodNotAllowed(ServiceError):
    """The resource exists but does not answer to this method."""

    code = "method_not_allowed"
    status = 405
    title = "Method not allowed"


def from_wire(code: str, detail: str, extra: dict[str, Any] | None = None) -> ServiceError:
    """Rebuild the refusal that another process raised; an unknown code is an internal error."""
    kind = ServiceError._by_code.get(code, ServiceError)  # noqa: SLF001 (same class, same module)
    return kind(detail if kind is not ServiceError else "", extra)
