"""Settings of the gateway, from the environment, parsed once and strictly."""

import os
import sys
from collections.abc import Mapping

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a gateway process needs to know; every field is a variable of the same name."""

    amqp_url: str
    redis_url: str
    call_signing_key: str
    files_signing_key: str
    files_dir: str
    public_url: str
    web_dist: str = "gateway/web/dist"
    gateway_host: str = "127.0.0.1"
    gateway_port: int = 8000
    gateway_processes: int = 1
    academy_env: str = "production"
    log_level: str = "INFO"
    cors_origins: str = ""
    trusted_proxies: int = 0
    rpc_timeout_seconds: float = 10.0
    cache_seconds: float = 30.0
    body_limit_bytes: int = 1_000_000
    rate_limits_anonymous: str = "100/15minutes"
    rate_limits_user: str = "1500/15minutes"
    rate_limits_sign_in: str = "120/5minutes"
    rate_limits_browse: str = "3000/15minutes"

    @property
    def allowed_origins(self) -> frozenset[str]:
        """Other origins whose pages may call the API."""
        return frozenset(origin.strip() for origin in self.cors_origins.split(",") if origin)

    @property
    def secure(self) -> bool:
        """Whether people reach the academy over HTTPS."""
        return self.public_url.startswith("https://")


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; exit naming the variable that is missing or wrong."""
    source = os.environ if environment is None else environment
    names = [field.name for field in msgspec.structs.fields(Settings)]
    found = {name: source[name.upper()] for name in names if name.upper() in source}
    try:
        return msgspec.convert(found, Settings, strict=False)
    except msgspec.ValidationError as error:
        text = str(error)
        for name in names:
            text = text.replace(f"`{name}`", name.upper()).replace(f"`$.{name}`", name.upper())
        sys.exit(f"The environment is incomplete: {text}")
