"""What a stack remembers between two commands: ports, servers, finished steps, secrets."""

import base64
import os
import secrets

import msgspec

from deploy.stack import files
from deploy.stack.stack import Stack


class State(msgspec.Struct):
    """Ports by use, where each server comes from, where its data lies, finished steps by name."""

    ports: dict[str, int] = {}
    servers: dict[str, str] = {}
    data: dict[str, str] = {}
    done: dict[str, str] = {}


class Secrets(msgspec.Struct, frozen=True):
    """Generated once per stack; losing them makes stored tokens and mails unreadable."""

    call_signing_key: str
    files_signing_key: str
    token_encryption_key: str
    mail_sealing_key: str
    audit_anchor_key: str
    certificate_signing_key: str
    stripe_secret_key: str
    stripe_webhook_secret: str
    postgres_password: str
    rabbitmq_password: str
    redis_password: str
    erlang_cookie: str
    database_passwords: dict[str, str] = {}


def load_state(stack: Stack) -> State:
    """The remembered state, or a blank one."""
    path = stack.folder / "state.json"
    return msgspec.json.decode(path.read_bytes(), type=State) if path.exists() else State()


def save_state(stack: Stack, state: State) -> None:
    """Remember."""
    files.write(stack.folder / "state.json", _pretty(state))


def load_secrets(stack: Stack, services: list[str]) -> Secrets:
    """The stack's secrets; missing ones are made, existing ones never change."""
    path = stack.folder / "secrets.json"
    stored = msgspec.json.decode(path.read_bytes()) if path.exists() else {}
    known = msgspec.convert(msgspec.to_builtins(generate_secrets()) | stored, Secrets)
    passwords = {name: new_password() for name in services} | known.database_passwords
    complete = msgspec.structs.replace(known, database_passwords=passwords)
    files.write(path, _pretty(complete))
    return complete


def generate_secrets() -> Secrets:
    """Fresh random secrets of the kinds their readers expect."""
    return Secrets(
        call_signing_key=secrets.token_urlsafe(32),
        files_signing_key=secrets.token_urlsafe(32),
        token_encryption_key=_fernet_key(),
        mail_sealing_key=_fernet_key(),
        audit_anchor_key=secrets.token_urlsafe(32),
        certificate_signing_key=secrets.token_urlsafe(32),
        stripe_secret_key=f"sk_test_{secrets.token_hex(16)}",
        stripe_webhook_secret=f"whsec_{secrets.token_hex(16)}",
        postgres_password=new_password(),
        rabbitmq_password=new_password(),
        redis_password=new_password(),
        erlang_cookie=secrets.token_hex(16).upper(),
    )


def new_password() -> str:
    """A random password that needs no escaping in a URL."""
    return secrets.token_urlsafe(24)


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def _pretty(value: State | Secrets) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2)
