"""Form-encoded parameters with brackets, read into structs and refused with Stripe's codes."""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from tests.simulators.stripe.errors import Refusal, refused_parameter

ParamsT = TypeVar("ParamsT", bound=Struct)

Url = Annotated[str, Meta(max_length=5000, pattern=r"^https?://[^\s]+$")]
Address = Annotated[str, Meta(max_length=512, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Metadata = Annotated[
    dict[Annotated[str, Meta(max_length=40)], Annotated[str, Meta(max_length=500)]],
    Meta(max_length=50),
]
Name = Annotated[str, Meta(min_length=1, max_length=1000)]
Limit = Annotated[int, Meta(ge=1, le=100)]

_PART = re.compile(r"\[([^\]]*)\]")
_WHERE = re.compile(r" - at (?:`key` in )?`\$?(?P<path>[^`]*)`$")
_CODES = (
    ("got `str`", "parameter_invalid_integer", "Invalid integer"),
    ("matching regex '^https", "url_invalid", "Not a valid URL"),
    ("matching regex '^[^@", "email_invalid", "Invalid email address"),
    ("of length >= 1", "parameter_invalid_empty", "You passed an empty string"),
)


class Params(Struct, kw_only=True, forbid_unknown_fields=True):
    """The parameters of one call; anything that is not listed is refused."""

    expand: list[str] = []


class ProductData(Struct, kw_only=True, forbid_unknown_fields=True):
    """What is sold, described inline."""

    name: Name
    description: Name | None = None
    images: list[Url] = []
    metadata: Metadata = {}


class PriceData(Struct, kw_only=True, forbid_unknown_fields=True):
    """A price made for one session."""

    currency: Annotated[str, Meta(pattern=r"^[a-z]{3}$")]
    unit_amount: Annotated[int, Meta(ge=0, le=99_999_999)]
    product_data: ProductData


class LineItem(Struct, kw_only=True, forbid_unknown_fields=True):
    """One line of the basket."""

    price_data: PriceData
    quantity: Annotated[int, Meta(ge=1, le=999_999)]


class IntentData(Struct, kw_only=True, forbid_unknown_fields=True):
    """What the payment intent of a session carries."""

    metadata: Metadata = {}
    description: Name | None = None
    receipt_email: Address | None = None


class CreateSession(Params, kw_only=True, forbid_unknown_fields=True):
    """Parameters of POST /v1/checkout/sessions in payment mode."""

    mode: Literal["payment"]
    line_items: Annotated[list[LineItem], Meta(min_length=1, max_length=100)]
    success_url: Url
    cancel_url: Url | None = None
    ui_mode: Literal["hosted_page"] = "hosted_page"
    client_reference_id: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    customer_email: Address | None = None
    expires_at: int | None = None
    locale: str | None = None
    metadata: Metadata = {}
    payment_intent_data: IntentData = msgspec.field(default_factory=IntentData)
    allowed_payment_method_types: list[str] = []
    excluded_payment_method_types: list[str] = []
    submit_type: Literal["auto", "book", "donate", "pay"] | None = None


class CreateRefund(Params, kw_only=True, forbid_unknown_fields=True):
    """Parameters of POST /v1/refunds."""

    payment_intent: str | None = None
    charge: str | None = None
    amount: Annotated[int, Meta(ge=1)] | None = None
    reason: Literal["duplicate", "fraudulent", "requested_by_customer"] | None = None
    metadata: Metadata = {}


class Span(Struct, kw_only=True, forbid_unknown_fields=True):
    """Bounds of a moment, in Unix seconds."""

    gt: int | None = None
    gte: int | None = None
    lt: int | None = None
    lte: int | None = None


class Listing(Params, kw_only=True, forbid_unknown_fields=True):
    """Parameters that every list takes, and the filters of ours."""

    limit: Limit = 10
    starting_after: str | None = None
    ending_before: str | None = None
    created: Span | None = None
    type: str | None = None
    types: list[str] = []
    status: str | None = None
    payment_intent: str | None = None
    charge: str | None = None


def nest(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Read `a[b][0]=x` as `{"a": {"b": ["x"]}}`."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        path = [name.split("[", 1)[0], *_PART.findall(name)]
        branch = tree
        for part in path[:-1]:
            branch = branch.setdefault(part, {})
        branch[path[-1] or str(len(branch))] = value
    return {name: _lists(value) for name, value in tree.items()}


def _lists(value: Any) -> Any:
    """Turn a mapping whose keys are all numbers into a list."""
    if not isinstance(value, dict):
        return value
    items = {key: _lists(item) for key, item in value.items()}
    numbered = all(key.isdigit() for key in items)
    return [items[key] for key in sorted(items, key=int)] if numbered else items


def read(pairs: Iterable[tuple[str, str]], kind: type[ParamsT]) -> ParamsT:
    """Parse and check the parameters of a call; raises a refusal naming the first bad one."""
    try:
        return msgspec.convert(nest(pairs), kind, strict=False)
    except msgspec.ValidationError as error:
        raise refusal(str(error)) from None


def refusal(text: str) -> Refusal:
    """Say what msgspec found wrong in Stripe's words."""
    found = _WHERE.search(text)
    path = found["path"] if found else ""
    detail = text[: found.start()] if found else text
    field = re.search(r"field `([^`]+)`", detail)
    param = _bracketed(f"{path}.{field[1]}" if field else path)
    if "unknown field" in detail:
        message = f"Received unknown parameter: {param}"
        return refused_parameter(message, "parameter_unknown", param)
    if "missing required" in detail:
        message = f"Missing required param: {param}."
        return refused_parameter(message, "parameter_missing", param)
    for mark, code, message in _CODES:
        if mark in detail:
            return refused_parameter(f"{message}: {param}", code, param)
    return refused_parameter(f"Invalid {param}: {detail}", "parameter_invalid", param)


def _bracketed(path: str) -> str:
    """Rewrite `.line_items[0].quantity` as `line_items[0][quantity]`."""
    parts = re.findall(r"[^.\[\]]+", path)
    return "".join(part if index == 0 else f"[{part}]" for index, part in enumerate(parts))
