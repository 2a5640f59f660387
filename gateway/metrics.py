"""What the gateway counts and times, labeled by route, never by path."""

from functools import lru_cache

from aiohttp import web
from prometheus_client import Counter, Gauge, Histogram

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("http_requests_total", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram("http_request_seconds", "Time to answer.", ["route"], buckets=BUCKETS)
SOCKETS = Gauge("socket_connections", "Open Socket.IO connections.")


@lru_cache(maxsize=2000)
def _children(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """What counts and times one kind of answer; finding it costs more than using it."""
    return REQUESTS.labels(method, route, status), SECONDS.labels(route)


def observe(request: web.Request, status: int, seconds: float) -> None:
    """Count one answered request."""
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "unmatched"
    counter, histogram = _children(request.method, route, status)
    counter.inc()
    histogram.observe(seconds)
