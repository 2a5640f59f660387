"""What a service counts and times, under names that all services share."""

from prometheus_client import Counter, Gauge, Histogram

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5)

REQUESTS = Counter("rpc_requests_total", "Requests answered.", ["method", "outcome"])
REQUEST_SECONDS = Histogram("rpc_request_seconds", "Time to answer.", ["method"], buckets=BUCKETS)
EVENTS = Counter("events_handled_total", "Events handled.", ["handler", "outcome"])
DROPPED = Counter("rpc_requests_dropped_total", "Requests not executed.", ["reason"])
PUBLISHED = Counter("events_published_total", "Events published from the outbox.", ["event_type"])
OUTBOX_PENDING = Gauge("outbox_pending", "Events waiting in the outbox.")
