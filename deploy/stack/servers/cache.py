"""A private Redis that keeps nothing on disk: everything in it can be lost."""

from deploy.stack import files
from deploy.stack.part import Part, Rank
from deploy.stack.probes import RedisProbe
from deploy.stack.servers import binaries, room
from deploy.stack.stack import Stack
from deploy.stack.state import Secrets, State

PROGRAMS = ["redis-server"]
CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
maxmemory 256mb
maxmemory-policy allkeys-lru
daemonize no
set-proc-title no
"""


def private_part(stack: Stack, state: State, secrets: Secrets) -> Part:
    """The server as a part; the password stays in its configuration, off the command line."""
    owner = room.owner_for("redis")
    folder = room.data_folder(stack, state, "redis", owner)
    config = folder / "redis.conf"
    port = state.ports["redis"]
    text = CONFIG.format(port=port, password=secrets.redis_password)
    files.write(config, text.encode())
    room.give(config, owner)
    return Part(
        name="redis",
        command=(str(binaries.require("redis-server")), str(config)),
        environment={"LC_ALL": "C.UTF-8"},
        folder=str(folder),
        probe=RedisProbe(url(state, secrets)),
        rank=Rank.SERVER,
        user=owner,
        revision=files.digest(text),
    )


def url(state: State, secrets: Secrets) -> str:
    """Where the gateway connects."""
    return f"redis://:{secrets.redis_password}@127.0.0.1:{state.ports['redis']}/0"
