"""What somebody was not allowed to do, where it matters who tried."""

from typing import Any

import structlog

from contracts.base import Request
from contracts.errors import Forbidden, ServiceError
from contracts.permissions import MATRIX, name_of
from services.common.desk import Desk

log = structlog.get_logger()


def note_refusal(desk: Desk, request_type: type[Request[Any]], refusal: ServiceError) -> None:
    """Write down that a staff action, or an act in somebody's name, was not allowed.

    In a unit of work of its own, since the refused one is gone; whatever happens here, the caller
    hears of the refusal.
    """
    caller = desk.context.caller
    if not isinstance(refusal, Forbidden) or caller is None or not desk.is_audited:
        return
    name = name_of(request_type)
    row = MATRIX.requests.get(name)
    if caller.impersonator_id is None and (row is None or not row.is_for_staff):
        return
    try:
        with desk.begin() as work:
            work.audit(
                "security.authorization_refused",
                target_type="request",
                target_id=name,
                target_label=name,
                reason=refusal.detail,
                after={"role": caller.role.value, "code": refusal.code},
            )
    except Exception:
        log.exception("authorization.refusal_not_recorded", request=name)
