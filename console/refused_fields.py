"""Where in a form a refusal is shown."""

from collections.abc import Collection, Mapping

from console.widgets.state_panel import why
from contracts.errors import ServiceError

EVERYWHERE = ""
"""The place of what concerns no field in particular."""


def placed(
    refusal: ServiceError, fields: Collection[str], about: Mapping[type[ServiceError], str]
) -> dict[str, str]:
    """What to say at which field: as the refusal points at it, or as its kind is about."""
    said = {
        str(error["pointer"]).removeprefix("/"): str(error["detail"])
        for error in refusal.extra.get("errors", ())
    }
    if said and said.keys() <= set(fields):
        return said
    return {about.get(type(refusal), EVERYWHERE): why(refusal)}
