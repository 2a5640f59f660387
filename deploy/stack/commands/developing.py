"""For tests and fault injection: single parts, servers alone, and what processes are told."""

import shlex

from deploy.stack import control
from deploy.stack import up as bring
from deploy.stack.board import read_wanted
from deploy.stack.commands.words import parser, stack_of
from deploy.stack.part import Rank
from deploy.stack.report import Refused, say
from deploy.stack.stack import Stack
from deploy.stack.state import generate_secrets, new_password

PATIENCE = 90.0
COMPOSE_SECRETS = (
    "call_signing_key",
    "files_signing_key",
    "token_encryption_key",
    "mail_sealing_key",
    "audit_anchor_key",
    "certificate_signing_key",
    "stripe_secret_key",
    "stripe_webhook_secret",
    "postgres_password",
    "rabbitmq_password",
    "redis_password",
)
COMPOSE_DATABASES = ("accounts", "courses", "payments", "notifications")


def servers(arguments: list[str]) -> int:
    """Only the servers: servers up | stop NAME | start NAME | kill NAME [--stack NAME]."""
    words = parser("servers")
    words.add_argument("action", choices=["up", "stop", "start", "kill"])
    words.add_argument("name", nargs="?", help="postgres, rabbitmq or redis")
    options = words.parse_args(arguments)
    stack = stack_of(options)
    if options.action == "up":
        bring.servers_only(stack)
        return 0
    _ensure_private_server(stack, options.name or "")
    _act(stack, options.action, options.name, stays_down=True)
    return 0


def parts(arguments: list[str]) -> int:
    """One part: parts stop NAME | start NAME | kill NAME | restart NAME [--stack NAME]."""
    words = parser("parts")
    words.add_argument("action", choices=["stop", "start", "kill", "restart"])
    words.add_argument("name")
    options = words.parse_args(arguments)
    _act(stack_of(options), options.action, options.name, stays_down=False)
    return 0


def env(arguments: list[str]) -> int:
    """Print what tests and tools of a running stack need, for `eval "$(./academy env)"`."""
    environment = bring.describe(stack_of(parser("env").parse_args(arguments)))
    for name, value in sorted((environment.of_tests()).items()):
        if name not in environment.bare():
            say(f"export {name}={shlex.quote(value)}")
    return 0


def secrets(arguments: list[str]) -> int:
    """Print fresh secrets, for `./academy secrets > .env` before `docker compose up`."""
    parser("secrets").parse_args(arguments)
    made = generate_secrets()
    for name in COMPOSE_SECRETS:
        say(f"{name.upper()}={getattr(made, name)}")
    for name in COMPOSE_DATABASES:
        say(f"{name.upper()}_DATABASE_PASSWORD={new_password()}")
    return 0


def _act(stack: Stack, action: str, name: str, *, stays_down: bool) -> None:
    """Do it and return when it is done: stopped means gone, started means ready."""
    if action == "kill":
        control.kill(stack, name)
        if stays_down:
            control.hold(stack, name)
            control.wait_gone(stack, name)
        return
    if action == "stop":
        control.hold(stack, name)
        control.wait_gone(stack, name)
        return
    {"start": control.release, "restart": control.turn}[action](stack, name)
    left = control.wait_ready(stack, [name], patience=PATIENCE)
    if left:
        message = f"{name} is not ready: {left[0].reason} (log: {left[0].log})."
        raise Refused(message)


def _ensure_private_server(stack: Stack, name: str) -> None:
    """A server of the user's is not ours to stop."""
    part = read_wanted(stack).parts.get(name)
    if part is None or part.rank != Rank.SERVER:
        message = f"{name or 'That'} is not a private server of the stack {stack.name!r}."
        raise Refused(message)
