"""What is derived from the code, committed, and compared: a reviewer sees what a change means.

`python -m tests.architecture.generated` accepts the present state.
"""

from collections.abc import Callable

from tests.architecture.generated import (
    openapi,
    permissions,
    problems,
    queues,
    schemas,
    security,
    variables,
)

COMMAND = "python -m tests.architecture.generated"

Documents = dict[str, str]
"""Text by path from the repository's root."""

GENERATORS: dict[str, Callable[[], Documents]] = {
    "schemas": schemas.documents,
    "problems": problems.documents,
    "permissions": permissions.documents,
    "queues": queues.documents,
    "security": security.documents,
    "variables": variables.documents,
    "openapi": openapi.documents,
}
