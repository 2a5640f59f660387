"""What a person may set: in `.env` or in the environment, which wins."""

import os
from pathlib import Path

from deploy.stack.report import Refused
from deploy.stack.stack import Stack

NAMES = frozenset(
    {
        "AMQP_URL",
        "AUDIT_ANCHOR_FILE",
        "AUDIT_ANCHOR_KEY",
        "BODY_LIMIT_BYTES",
        "BREACHED_PASSWORDS_FILE",
        "CACHE_SECONDS",
        "ACADEMY_NAME",
        "CALL_SIGNING_KEY",
        "CERTIFICATE_SIGNING_KEY",
        "CORS_ORIGINS",
        "ELASTICSEARCH_ADDRESS",
        "ELASTICSEARCH_ALIAS",
        "ELASTICSEARCH_API_KEY",
        "ELASTICSEARCH_SECONDS",
        "FILES_DIR",
        "FILES_SIGNING_KEY",
        "GATEWAY_HOST",
        "GATEWAY_PORT",
        "GUARDIAN_AGE",
        "GOOGLE_CLIENT_ID",
        "GOOGLE_CLIENT_SECRET",
        "GOOGLE_ISSUER",
        "LOG_LEVEL",
        "MAIL_FROM",
        "MAIL_SEALING_KEY",
        "MAX_WORKERS",
        "POSTGRES_URL",
        "PUBLIC_URL",
        "GATEWAY_PROCESSES",
        "RATE_LIMITS_ANONYMOUS",
        "RATE_LIMITS_BROWSE",
        "RATE_LIMITS_SIGN_IN",
        "RATE_LIMITS_USER",
        "REDIS_URL",
        "RETRY_SECONDS",
        "RPC_TIMEOUT_SECONDS",
        "SMTP_URL",
        "STAFF_SECOND_FACTOR_GRACE_DAYS",
        "STRIPE_API_URL",
        "STRIPE_SECRET_KEY",
        "STRIPE_WEBHOOK_SECRET",
        "TRUSTED_PROXIES",
        "TOKEN_ENCRYPTION_KEY",
        "WEB_DIST",
    }
)


def read(stack: Stack) -> dict[str, str]:
    """The person's settings; throw-away stacks ignore them, so that tests are the same for all."""
    if not stack.is_for_people:
        return {}
    env_file = stack.root / ".env"
    written = parse(env_file) if env_file.exists() else {}
    around = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    return {name: value for name, value in (written | around).items() if name in NAMES and value}


def parse(path: Path) -> dict[str, str]:
    """`NAME=value` lines; blank lines and `#` comments are skipped, quotes are taken off."""
    found = {}
    for number, raw in enumerate(path.read_text().splitlines(), start=1):
        line = raw.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            message = f"{path}, line {number}: expected NAME=value."
            raise Refused(message)
        found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value.split(" #", maxsplit=1)[0].rstrip()
