"""Names of the durable queues: a renamed handler leaves a queue that fills and nobody reads."""

from services.common import SERVICES
from services.common.topology import PARKING, queues_of, service_class

PATH = "tests/architecture/queues.txt"

INTRODUCTION = """\
# Durable queues by name. A line that goes away is a queue that keeps filling in every running
# academy: move what it holds, then delete it there (docs/operating.md, "A handler was renamed").
"""


def documents() -> dict[str, str]:
    """One queue a line."""
    names = {str(queue.name) for name in SERVICES for queue in queues_of(service_class(name))}
    return {PATH: INTRODUCTION + "\n".join(sorted({*names, str(PARKING.name)})) + "\n"}
