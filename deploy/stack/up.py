"""Brings a stack up; every step first looks whether it is needed, so repeating is cheap."""

from deploy.stack import control, files, ports, roster, settings, steps, web
from deploy.stack import state as memory
from deploy.stack.board import read_seen
from deploy.stack.environment import Environment
from deploy.stack.part import Part
from deploy.stack.processes import find
from deploy.stack.report import Refused, say, step
from deploy.stack.servers.provide import PORTS, provide
from deploy.stack.stack import Stack

SERVER_PATIENCE = 90.0
PART_PATIENCE = 90.0
LINES_SHOWN = 12
EXTRA_PORTS = {"smtp": "mailbox"} | {use: server for server, uses in PORTS.items() for use in uses}


def up(stack: Stack) -> Environment:
    """The whole stack; returns what its processes were told."""
    with files.locked(stack.up_lock):
        environment = start_servers(stack)
        steps.prepare_databases(environment)
        steps.declare_queues(environment)
        web.build(stack)
        steps.load_demo(environment)
        steps.provide_converter()
        _start("Starting Academy", stack, roster.parts(environment), PART_PATIENCE)
        _forget_others(environment)
        return environment


def servers_only(stack: Stack) -> Environment:
    """PostgreSQL, RabbitMQ, Redis and empty databases."""
    with files.locked(stack.up_lock):
        environment = start_servers(stack)
        steps.ensure_databases(environment)
        return environment


def start_servers(stack: Stack) -> Environment:
    """The three servers, ready, and the environment they make possible."""
    environment = describe(stack)
    control.supervise(stack)
    _start(
        "Starting PostgreSQL, RabbitMQ and Redis", stack, environment.servers.parts, SERVER_PATIENCE
    )
    return environment


def describe(stack: Stack) -> Environment:
    """Ports, secrets, servers and settings of a stack, chosen now or remembered."""
    stack.open()
    names = roster.services(stack)
    chosen, state = settings.read(stack), memory.load_state(stack)
    secrets = memory.load_secrets(stack, names)
    ours = _ports_in_use_by_us(stack, state)
    ports.assign(stack, state, roster.port_uses(names), ours=ours)
    servers = provide(stack, state, secrets, chosen, ours=ours)
    return Environment(stack, servers, state, secrets, chosen, names)


def _start(title: str, stack: Stack, parts: list[Part], patience: float) -> None:
    """Ask for the parts and wait until each is ready."""
    if not parts:
        return
    with step(title) as line:
        control.want(stack, parts)
        names = [part.name for part in parts]
        left = control.wait_ready(
            stack,
            names,
            patience=patience,
            tell=lambda waiting: line.tell(f"waiting for {', '.join(waiting)}"),
        )
        if left:
            raise Refused("\n\n".join(_explain(one) for one in left))


def _explain(failed: control.NotReady) -> str:
    """What a person needs to go on: which part, why, the end of its log, where the rest is."""
    tail = failed.log.read_text(errors="replace").splitlines() if failed.log.exists() else []
    lines = "\n".join(f"    {line}" for line in tail[-LINES_SHOWN:])
    return (
        f"{failed.name} is not ready: {failed.reason}.\n{lines}\n"
        f"  The whole log: {failed.log}\n"
        f"  When the cause is gone, run the same command again; it goes on from here."
    )


def _forget_others(environment: Environment) -> None:
    """Parts of an earlier version, or stand-ins that real settings have replaced, stop."""
    current = [*environment.servers.parts, *roster.parts(environment)]
    control.keep_only(environment.stack, [part.name for part in current])


def _ports_in_use_by_us(stack: Stack, state: memory.State) -> set[int]:
    alive = {
        name
        for name, running in read_seen(stack).parts.items()
        if running.identity and find(running.identity)
    }
    owner = {use: EXTRA_PORTS.get(use, use.removesuffix("_health")) for use in state.ports}
    return {port for use, port in state.ports.items() if owner[use] in alive}


def announce(environment: Environment) -> None:
    """The block a newcomer reads."""
    url, ports_ = environment.public_url, environment.state.ports
    mailbox = f"http://127.0.0.1:{ports_['mailbox']}"
    rows = [
        ("Web app", url),
        ("API docs", f"{url}/docs"),
        ("Mailbox", mailbox if "SMTP_URL" not in environment.settings else "your own SMTP server"),
        ("Admin console", "./academy console"),
        ("", ""),
        ("Student", "student@academy.example"),
        ("Teacher", "teacher@academy.example"),
        ("Admin", "admin@academy.example, admin2@academy.example"),
        ("Staff", "moderator@academy.example, support@academy.example"),
        ("Password", "academy-demo-1 (for each of them)"),
        ("", ""),
        ("Stop", "./academy down"),
        ("More", "./academy help"),
    ]
    say("\n  Academy is running.\n")
    for label, value in rows:
        say(f"    {label:<15}{value}".rstrip())
    say()
