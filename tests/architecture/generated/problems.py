"""The catalogue of refusals: one line per code."""

from collections.abc import Iterator

from contracts.errors import ServiceError
from tests.architecture.messages import every_message

PATH = "docs/problems.md"
UNFORESEEN = "A fault of Academy's own; the log knows more under the correlation id."

INTRODUCTION = """# Problems

Every refusal of the API is a problem document (RFC 9457, `application/problem+json`):

```json
{
  "type": "/problems/courses.course_has_no_lessons",
  "title": "Course has no lessons",
  "status": 409,
  "detail": "Add a lesson before you hand the course in.",
  "instance": "/v1/teaching/courses/4f0c…/submission",
  "correlation_id": "01JD…"
}
```

Switch on `type`, never on text: `title` and `detail` are for people and may change. `detail` says
what to do this time. Where single fields are wrong, `errors` lists `{pointer, detail}` with a JSON
Pointer (RFC 6901) into what was sent. `correlation_id` finds the request in the logs. A 429 and a
503 carry `Retry-After`; a 401 carries `WWW-Authenticate`. After a 504 it is not known whether the
request was carried out: repeat it under the same `Idempotency-Key`.

| `type` is `/problems/` and | Status | Title | Meaning |
|---|---|---|---|
"""


def documents() -> dict[str, str]:
    """The catalogue."""
    return {PATH: INTRODUCTION + "".join(_lines())}


def every_refusal() -> list[type[ServiceError]]:
    """Each refusal of the contracts by code; those that tests make up are left out."""
    every_message()
    kinds: list[type[ServiceError]] = [ServiceError, *ServiceError.catalogue().values()]
    return [kind for kind in kinds if kind.__module__.startswith("contracts.")]


def _lines() -> Iterator[str]:
    for kind in sorted(every_refusal(), key=lambda kind: ("." in kind.code, kind.code)):
        meaning = (kind.__doc__ or "").splitlines()[0] if kind is not ServiceError else UNFORESEEN
        yield f"| `{kind.code}` | {kind.status} | {kind.title} | {meaning} |\n"
