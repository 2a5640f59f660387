"""Decides once per stack where each server comes from, and remembers it."""

import msgspec

from deploy.stack import ports
from deploy.stack import state as memory
from deploy.stack.part import Part
from deploy.stack.report import Refused
from deploy.stack.servers import binaries, cache, finding, postgres, rabbitmq
from deploy.stack.stack import Stack
from deploy.stack.state import Secrets, State

PRIVATE = "private"
PROGRAMS = {
    "postgres": postgres.PROGRAMS,
    "rabbitmq": rabbitmq.PROGRAMS,
    "redis": cache.PROGRAMS,
}
SETTINGS = {"postgres": "POSTGRES_URL", "rabbitmq": "AMQP_URL", "redis": "REDIS_URL"}
PORTS = {
    "postgres": ["postgres"],
    "rabbitmq": ["rabbitmq", "rabbitmq_dist", "epmd"],
    "redis": ["redis"],
}


class Servers(msgspec.Struct, frozen=True):
    """Where the servers are, who owns their data, and the parts that run the private ones."""

    postgres_url: str
    amqp_url: str
    redis_url: str
    parts: list[Part]
    shared: frozenset[str]

    @property
    def database_prefix(self) -> str:
        """On a server of the user's, our databases carry our name."""
        return "academy_" if "postgres" in self.shared else ""


def provide(
    stack: Stack, state: State, secrets: Secrets, settings: dict[str, str], *, ours: set[int]
) -> Servers:
    """Choose, install what is missing, and prepare the private servers (they start later)."""
    origins = {server: _origin(server, stack, state, settings) for server in PROGRAMS}
    private = [server for server, origin in origins.items() if origin == PRIVATE]
    binaries.install_missing([program for server in private for program in PROGRAMS[server]])
    ports.assign(stack, state, [port for server in private for port in PORTS[server]], ours=ours)
    from_settings = {server for server in PROGRAMS if settings.get(SETTINGS[server])}
    state.servers = {
        server: origin for server, origin in origins.items() if server not in from_settings
    }
    memory.save_state(stack, state)
    parts = _private_parts(stack, state, secrets, private)
    memory.save_state(stack, state)
    urls = _private_urls(state, secrets, private) | {
        server: origin for server, origin in origins.items() if server not in private
    }
    shared = frozenset(PROGRAMS) - set(private)
    return Servers(urls["postgres"], urls["rabbitmq"], urls["redis"], parts, shared)


def _origin(server: str, stack: Stack, state: State, settings: dict[str, str]) -> str:
    """`private`, or the URL of somebody else's server; the first choice is kept for good."""
    if configured := settings.get(SETTINGS[server]):
        return configured
    if remembered := state.servers.get(server):
        return _still_there(server, remembered)
    if not stack.is_for_people:
        return PRIVATE
    return _found(server, stack) or PRIVATE


def _found(server: str, stack: Stack) -> str | None:
    """The user's own server on its standard port, if it lets us in."""
    if server == "postgres":
        return finding.postgres()
    if server == "rabbitmq":
        return finding.rabbitmq(f"academy-{stack.identity}")
    return finding.redis_database()


def _still_there(server: str, origin: str) -> str:
    """Its data lies in that server: silently starting an empty one would look like a loss."""
    if server == "postgres" and origin != PRIVATE and not finding.may_create(origin):
        message = (
            f"This academy's data is in the PostgreSQL at {origin}, which does not let us in. "
            "Start it, or delete the folder .academy to begin with an empty academy."
        )
        raise Refused(message)
    return origin


def _private_parts(stack: Stack, state: State, secrets: Secrets, private: list[str]) -> list[Part]:
    parts: list[Part] = []
    if "rabbitmq" in private:
        parts += rabbitmq.private_parts(stack, state, secrets)
    if "redis" in private:
        parts.append(cache.private_part(stack, state, secrets))
    if "postgres" in private:
        parts.append(postgres.private_part(stack, state, secrets))
    return parts


def _private_urls(state: State, secrets: Secrets, private: list[str]) -> dict[str, str]:
    urls = {}
    if "postgres" in private:
        urls["postgres"] = postgres.admin_url(state, secrets)
    if "rabbitmq" in private:
        urls["rabbitmq"] = rabbitmq.url(state, secrets)
    if "redis" in private:
        urls["redis"] = cache.url(state, secrets)
    return urls
