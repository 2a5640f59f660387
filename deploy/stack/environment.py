"""The environment variables of every process of a stack."""

import os
import shlex
from pathlib import Path

import msgspec

from deploy.stack import databases
from deploy.stack.databases import Database
from deploy.stack.part import AMBIENT
from deploy.stack.servers import rabbitmq
from deploy.stack.servers.provide import Servers
from deploy.stack.stack import Stack
from deploy.stack.state import Secrets, State

GATEWAY_KNOBS = (
    *("RATE_LIMITS_ANONYMOUS", "RATE_LIMITS_USER", "RATE_LIMITS_SIGN_IN", "RATE_LIMITS_BROWSE"),
    *("TRUSTED_PROXIES", "GATEWAY_PROCESSES"),
    *("RPC_TIMEOUT_SECONDS", "CACHE_SECONDS", "BODY_LIMIT_BYTES"),
)
SERVICE_KNOBS = ("RETRY_SECONDS", "GUARDIAN_AGE")
STAND_IN_CLIENT = ("academy.apps.googleusercontent.example", "known-to-everybody")
KNOBS_OF = {
    "accounts": ("BREACHED_PASSWORDS_FILE", "STAFF_SECOND_FACTOR_GRACE_DAYS"),
    "courses": (
        "ACADEMY_NAME",
        *("ELASTICSEARCH_ADDRESS", "ELASTICSEARCH_API_KEY"),
        *("ELASTICSEARCH_ALIAS", "ELASTICSEARCH_SECONDS"),
    ),
}
# Throw-away stacks are asked by machines; people get the gateway's own limits.
HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""Hashing a password takes 19 MB that are given back afterwards: in pages of 2 MB that is quick."""
NO_LIMITS = dict.fromkeys(GATEWAY_KNOBS[:4], "100000000/15minutes")


class Environment(msgspec.Struct, frozen=True):
    """Everything the processes of one stack are told; settings of the person come last and win."""

    stack: Stack
    servers: Servers
    state: State
    secrets: Secrets
    settings: dict[str, str]
    services: list[str]

    @property
    def public_url(self) -> str:
        """Where people open Academy: by a name, since browsers keep no passkeys for an address."""
        own = f"http://localhost:{self.gateway_port}"
        return self.settings.get("PUBLIC_URL", own)

    @property
    def gateway_port(self) -> int:
        """Where the gateway listens."""
        return int(self.settings.get("GATEWAY_PORT", self.state.ports["gateway"]))

    @property
    def gateway_url(self) -> str:
        """Where this machine reaches the gateway, whatever people call it."""
        return f"http://127.0.0.1:{self.gateway_port}"

    @property
    def simulates_google(self) -> bool:
        """Whether a stand-in answers for Google.

        There anybody signs in as anybody, so it is only for an academy on this machine alone.
        """
        return not {"GOOGLE_CLIENT_ID", "PUBLIC_URL"} & self.settings.keys()

    @property
    def google_redirect_uri(self) -> str:
        """The one address to which Google sends people back."""
        return f"{self.public_url}/signin/google"

    @property
    def files_dir(self) -> str:
        """Where uploaded files lie."""
        return self.settings.get("FILES_DIR", str(self.stack.files))

    @property
    def databases(self) -> list[Database]:
        """One per service."""
        prefix, passwords = self.servers.database_prefix, self.secrets.database_passwords
        return [Database(f"{prefix}{name}", passwords[name]) for name in self.services]

    def of_service(self, name: str) -> dict[str, str]:
        """What a service process or one of its tools gets."""
        port = self.state.ports[f"{name}_health"]
        everybody = {
            "CALL_SIGNING_KEY": self.secrets.call_signing_key,
            "HEALTH_PORT": str(port),
            "MAX_WORKERS": "10",
            **HUGE_PAGES,
        }
        return self._with_settings(
            self._common()
            | everybody
            | self._databases([name])
            | self._own(name)
            | self._knobs(SERVICE_KNOBS)
            | self._knobs(KNOBS_OF.get(name, ()))
        )

    def of_gateway(self) -> dict[str, str]:
        """What the gateway gets."""
        return self._with_settings(
            self._common()
            | {
                "REDIS_URL": self.servers.redis_url,
                "CALL_SIGNING_KEY": self.secrets.call_signing_key,
                "GATEWAY_HOST": "127.0.0.1",
                "GATEWAY_PORT": str(self.state.ports["gateway"]),
                "WEB_DIST": str(self.stack.root / "gateway" / "web" / "dist"),
                "CORS_ORIGINS": f"{self.public_url},{self.gateway_url}",
            }
            | self._files()
            | self._knobs(GATEWAY_KNOBS)
            | ({} if self.stack.is_for_people else NO_LIMITS)
        )

    def of_migrations(self) -> dict[str, str]:
        """What the one-shot jobs of a deployment get: every service's database, the broker."""
        signing = {"CALL_SIGNING_KEY": self.secrets.call_signing_key}
        return self._with_settings(self._common() | signing | self._databases(self.services))

    def of_tests(self) -> dict[str, str]:
        """Everything at once, and the addresses of the stand-ins."""
        ports = self.state.ports
        merged: dict[str, str] = {}
        for name in self.services:
            merged |= self.of_service(name)
        health = {
            f"{name.upper()}_HEALTH_PORT": str(ports[f"{name}_health"]) for name in self.services
        }
        merged.pop("HEALTH_PORT", None)
        return {
            **merged,
            **health,
            **self.of_gateway(),
            "ACADEMY_URL": self.gateway_url,
            "ACADEMY_MAILBOX_URL": f"http://127.0.0.1:{ports['mailbox']}",
            "ACADEMY_GOOGLE_URL": f"http://127.0.0.1:{ports['google']}",
            "ACADEMY_STRIPE_URL": f"http://127.0.0.1:{ports['stripe']}",
            "ACADEMY_STACK": self.stack.name,
            "ACADEMY_STACK_DIR": str(self.stack.folder),
            "POSTGRES_URL": self.servers.postgres_url,
        } | self._broker_control()

    def _broker_control(self) -> dict[str, str]:
        """How tests administer the private broker; somebody else's is left alone."""
        if "rabbitmq" in self.servers.shared:
            return {}
        words = rabbitmq.control_command(self.stack, self.state)
        return {"RABBITMQ_CTL": shlex.join(words)}

    def bare(self) -> dict[str, str]:
        """What every process gets, Academy's or not."""
        passed = {name: os.environ[name] for name in AMBIENT if name in os.environ}
        path = f"{self.stack.root / '.venv' / 'bin'}:{os.environ.get('PATH', '')}"
        return {**passed, "PATH": path, "PYTHONUNBUFFERED": "1"}

    def _common(self) -> dict[str, str]:
        return self.bare() | {
            "ACADEMY_ENV": "local" if self.stack.is_for_people else "test",
            "LOG_LEVEL": "INFO",
            "PUBLIC_URL": self.public_url,
            "AMQP_URL": self.servers.amqp_url,
        }

    def _databases(self, names: list[str]) -> dict[str, str]:
        return {
            f"{name.upper()}_DATABASE_URL": databases.url(self.servers.postgres_url, database)
            for name, database in zip(self.services, self.databases, strict=True)
            if name in names
        }

    def _files(self) -> dict[str, str]:
        return {
            "FILES_DIR": self.files_dir,
            "FILES_SIGNING_KEY": self.secrets.files_signing_key,
        }

    def _own(self, name: str) -> dict[str, str]:
        """What only some services need."""
        ports, secrets = self.state.ports, self.secrets
        sealing = {"MAIL_SEALING_KEY": secrets.mail_sealing_key}
        return {
            "accounts": {
                "TOKEN_ENCRYPTION_KEY": secrets.token_encryption_key,
                "AUDIT_ANCHOR_FILE": str(self.stack.anchors),
                "AUDIT_ANCHOR_KEY": secrets.audit_anchor_key,
            }
            | sealing
            | self._files()
            | self._google(),
            "courses": {"CERTIFICATE_SIGNING_KEY": secrets.certificate_signing_key} | self._files(),
            "payments": {
                "STRIPE_API_URL": f"http://127.0.0.1:{ports['stripe']}",
                "STRIPE_SECRET_KEY": secrets.stripe_secret_key,
                "STRIPE_WEBHOOK_SECRET": secrets.stripe_webhook_secret,
            },
            "notifications": {
                "SMTP_URL": f"smtp://127.0.0.1:{ports['smtp']}",
                "MAIL_FROM": "Academy <hello@academy.example>",
            }
            | sealing,
        }.get(name, {})

    def _google(self) -> dict[str, str]:
        """The academy as Google knows it; without an id the way in is not offered."""
        issuer = "https://accounts.google.com"
        client = ("", "")
        if self.simulates_google:
            issuer, client = f"http://127.0.0.1:{self.state.ports['google']}", STAND_IN_CLIENT
        return {
            "GOOGLE_ISSUER": issuer,
            "GOOGLE_CLIENT_ID": client[0],
            "GOOGLE_CLIENT_SECRET": client[1],
        }

    def _knobs(self, names: tuple[str, ...]) -> dict[str, str]:
        """Variables whose defaults are in the process itself."""
        return {name: self.settings[name] for name in names if name in self.settings}

    def _with_settings(self, generated: dict[str, str]) -> dict[str, str]:
        """A variable that Academy does not generate has no meaning for this process."""
        chosen = {name: value for name, value in self.settings.items() if name in generated}
        return generated | chosen


def database_of(url: str) -> str:
    """The same address for programs that do not know SQLAlchemy's driver names."""
    return url.replace("postgresql+psycopg2://", "postgresql://", 1)


def python(stack: Stack) -> str:
    """The interpreter of the project."""
    return str(Path(stack.root) / ".venv" / "bin" / "python")
