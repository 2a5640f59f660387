"""A private RabbitMQ node with its own name service, ports, cookie, user and virtual host."""

import os
from pathlib import Path

from deploy.stack import files
from deploy.stack.part import Part, Rank
from deploy.stack.probes import RabbitProbe, TcpProbe
from deploy.stack.servers import binaries, room
from deploy.stack.stack import Stack
from deploy.stack.state import Secrets, State

PROGRAMS = ["rabbitmq-server", "epmd"]
USER = VHOST = "academy"
CONFIG = """\
listeners.tcp.1 = 127.0.0.1:{port}
default_user = {user}
default_pass = {password}
default_vhost = {vhost}
default_user_tags.administrator = true
default_permissions.configure = .*
default_permissions.read = .*
default_permissions.write = .*
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 1GB
log.console = true
log.console.level = warning
log.file = false
"""
LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}"


def private_parts(stack: Stack, state: State, secrets: Secrets) -> list[Part]:
    """The name service (Erlang would leave its own behind on `down`) and the broker."""
    owner = room.owner_for("rabbitmq")
    folder = room.data_folder(stack, state, "rabbitmq", owner)
    port = state.ports["rabbitmq"]
    config = CONFIG.format(port=port, user=USER, vhost=VHOST, password=secrets.rabbitmq_password)
    _put(folder / "rabbitmq.conf", config, owner, 0o600)
    _put(folder / "enabled_plugins", "[].\n", owner, 0o600)
    _put(folder / ".erlang.cookie", secrets.erlang_cookie, owner, 0o400)
    environment = node_environment(stack, state)
    epmd = Part(
        name="epmd",
        command=(str(binaries.require("epmd")), "-address", "127.0.0.1"),
        environment=environment,
        folder=str(folder),
        probe=TcpProbe(state.ports["epmd"]),
        rank=Rank.NAMES,
        user=owner,
    )
    broker = Part(
        name="rabbitmq",
        command=(str(binaries.require("rabbitmq-server")),),
        environment=environment,
        folder=str(folder),
        probe=RabbitProbe("127.0.0.1", port, USER, secrets.rabbitmq_password, VHOST),
        rank=Rank.SERVER,
        user=owner,
        revision=files.digest(config),
    )
    return [epmd, broker]


def url(state: State, secrets: Secrets) -> str:
    """Where services and the gateway connect."""
    where = f"127.0.0.1:{state.ports['rabbitmq']}"
    return f"amqp://{USER}:{secrets.rabbitmq_password}@{where}/{VHOST}"


def node_environment(stack: Stack, state: State) -> dict[str, str]:
    """What the node and `rabbitmqctl` must agree on; nothing of /etc/rabbitmq is read."""
    folder = Path(state.data["rabbitmq"])
    return {
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"academy-{stack.identity}@localhost",
        "RABBITMQ_BASE": str(folder),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced.config"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "no-env.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "generated"),
        "RABBITMQ_DIST_PORT": str(state.ports["rabbitmq_dist"]),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": LOOPBACK_ONLY,
        "ERL_EPMD_PORT": str(state.ports["epmd"]),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        # Makes the script become the Erlang machine itself, so signals reach it.
        "RUNNING_UNDER_SYSTEMD": "true",
    }


def control_command(stack: Stack, state: State) -> list[str]:
    """`rabbitmqctl` for this node, as words to which a command can be appended."""
    node = node_environment(stack, state)
    shown = {name: value for name, value in node.items() if name not in {"PATH", "LC_ALL"}}
    program = binaries.require("rabbitmq-server").with_name("rabbitmqctl")
    return ["env", *(f"{name}={value}" for name, value in shown.items()), str(program)]


def _put(path: Path, text: str, owner: str | None, mode: int) -> None:
    files.write(path, text.encode(), mode=mode)
    room.give(path, owner)
