"""`python -m services.common.run courses`: one service in this process.

The monkey patch comes before every other import: a module that has seen the blocking socket would
stop all workers of the process whenever it waits.
"""

import eventlet

eventlet.monkey_patch()

import os
import signal
import sys
from collections.abc import Callable

import kombu.serialization
import msgspec
import psycopg2.extensions
import structlog
from nameko.containers import ServiceContainer
from psycogreen.eventlet import patch_psycopg

from services.common import logs
from services.common.config import load
from services.common.health import HealthServer
from services.common.memory import give_back_large_blocks
from services.common.settings import ServiceSettings, nameko_config
from services.common.topology import service_class

STOP_SECONDS = 15


def make_green() -> None:
    """Let PostgreSQL waits yield to other workers; refuse to go on if they would not."""
    patch_psycopg()
    if psycopg2.extensions.get_wait_callback() is None:
        sys.exit("psycopg2 is not green: one slow query would stop the whole process.")
    kombu.serialization.register(
        "json", msgspec.json.encode, msgspec.json.decode, "application/json", "utf-8"
    )


def start(service: type, settings: ServiceSettings) -> ServiceContainer:
    """Start the service's container and its health server."""
    name = str(service.name)  # type: ignore[attr-defined]  # nameko's naming rule
    container = ServiceContainer(service, nameko_config(name, settings))
    if settings.health_port:
        HealthServer(container).serve(settings.health_port)
    container.start()
    return container


def stop_on_signal(container: ServiceContainer) -> None:
    """Finish running calls on SIGTERM or SIGINT, but not for ever."""

    def stop(*_: object) -> None:
        eventlet.spawn_after(STOP_SECONDS, os._exit, 0)
        eventlet.spawn(container.stop)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def main(find: Callable[[str], type] = service_class) -> None:
    """Run until stopped; exit with 1 when the container dies, so that a supervisor restarts it."""
    service = sys.argv[1]
    settings = load(ServiceSettings)
    logs.configure(settings.log_level, service)
    log = structlog.get_logger()
    make_green()
    give_back_large_blocks()
    try:
        container = start(find(service), settings)
        stop_on_signal(container)
        log.info("service.started", service=service)
        container.wait()
    except Exception:
        log.exception("service.died")
        sys.exit(1)
    log.info("service.stopped", service=service)


if __name__ == "__main__":
    main()
