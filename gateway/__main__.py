"""`python -m gateway`: the door, in one or several processes on one port."""

import gc
import logging
import os
import resource
import sys

import structlog
import uvloop
from aiohttp import web

from gateway.app import production_app
from gateway.config import Settings, load

GARBAGE_OBJECTS = 10_000
SHUTDOWN_SECONDS = 10


def configure_logs(level: str) -> None:
    """Write every log line as JSON to standard error, also those of libraries."""
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processor=structlog.processors.JSONRenderer(), foreign_pre_chain=shared
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def serve(settings: Settings) -> None:
    """Answer until SIGTERM, then finish what is under way."""
    uvloop.install()
    app = production_app(settings)
    keep_modules_out_of_collections()
    web.run_app(
        app,
        host=settings.gateway_host,
        port=settings.gateway_port,
        access_log=None,
        print=None,
        reuse_port=settings.gateway_processes > 1,
        shutdown_timeout=SHUTDOWN_SECONDS,
        keepalive_timeout=75,
    )


def raise_file_limit() -> None:
    """Allow as many open connections as the system lets this process have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def keep_modules_out_of_collections() -> None:
    """Look for garbage among what requests made, seldom, and not in what lives as long as we do.

    Looking through every module again and again took an eighth of the time of a busy process.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_OBJECTS, 10, 10)


def main() -> None:
    """Fork the wished number of processes and serve in each."""
    settings = load()
    raise_file_limit()
    configure_logs(settings.log_level)
    for _ in range(settings.gateway_processes - 1):
        if os.fork() == 0:
            break
    serve(settings)


if __name__ == "__main__":
    main()
