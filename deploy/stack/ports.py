"""Ports of this machine: the remembered one, else the usual one, else the next free one."""

import socket

from deploy.stack.stack import Stack
from deploy.stack.state import State

USUAL = {
    "gateway": 8000,
    "mailbox": 8025,
    "smtp": 1025,
    "stripe": 8420,
    "google": 8430,
    "postgres": 25432,
    "rabbitmq": 25672,
    "rabbitmq_dist": 25682,
    "epmd": 24369,
    "redis": 26379,
}
FIRST_HEALTH_PORT = 8100
THROW_AWAY_SHIFT = 10_000
SPREAD = 200
# Ports below the range from which Linux picks a port for outgoing connections.
CEILING = 32_000


def assign(stack: Stack, state: State, uses: list[str], *, ours: set[int]) -> None:
    """Give every use a port; ports that our own running parts hold are kept."""
    for use in uses:
        taken = set(state.ports.values()) - {state.ports.get(use, 0)}
        kept = state.ports.get(use)
        if kept is not None and (kept in ours or is_free(kept)):
            continue
        state.ports[use] = _next_free(_first_choice(stack, use), taken)


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _first_choice(stack: Stack, use: str) -> int:
    """People get the documented port; throw-away stacks are spread so that they rarely meet."""
    usual = USUAL.get(use, FIRST_HEALTH_PORT)
    if stack.is_for_people:
        return usual
    shift = THROW_AWAY_SHIFT if usual < THROW_AWAY_SHIFT else 0
    return usual + shift + 1 + int(stack.identity, 16) % SPREAD * 10


def _next_free(first: int, taken: set[int]) -> int:
    for port in range(first, CEILING):
        if port not in taken and is_free(port):
            return port
    message = f"No free port between {first} and {CEILING}."
    raise OSError(message)
