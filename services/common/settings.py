"""Settings that every service process reads."""

from typing import Any

import msgspec

from services.common.config import load


class ServiceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a service process needs besides its own database."""

    amqp_url: str
    call_signing_key: str
    academy_env: str = "production"
    log_level: str = "INFO"
    health_port: int = 0
    max_workers: int = 10
    retry_seconds: str = "1,5,30,300"

    @property
    def retry_ladder(self) -> tuple[int, ...]:
        """Seconds to wait before each further try of a failed event."""
        return tuple(int(step) for step in self.retry_seconds.split(","))


def database_url(service: str) -> str:
    """Address of the service's own database."""
    variable = f"{service}_database_url"
    settings = load(msgspec.defstruct("Database", [(variable, str)]))
    return str(getattr(settings, variable))


def nameko_config(service: str, settings: ServiceSettings) -> dict[str, Any]:
    """The same settings in the words of nameko and nameko-sqlalchemy."""
    return {
        "AMQP_URI": settings.amqp_url,
        "max_workers": settings.max_workers,
        "HEARTBEAT": 10,
        "serializer": "json",
        "ACCEPT": ["json"],
        "DB_URIS": {f"{service}:Base": database_url(service)},
        "CALL_SIGNING_KEY": settings.call_signing_key,
        "RETRY_LADDER": settings.retry_ladder,
    }
