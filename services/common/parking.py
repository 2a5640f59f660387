"""Messages that were given up: `python -m services.common.parking list|replay|drop [QUEUE]`.

`replay` sends each back to the queue it came from, with all its tries before it; `drop` deletes.
Either may be limited to one queue. What is not touched stays parked.
"""

import sys
from collections.abc import Iterator
from typing import Any

from kombu import Connection

from services.common.config import load
from services.common.settings import ServiceSettings
from services.common.topology import PARKING

CONFIRM_SECONDS = 5.0


def parked(channel: Any) -> Iterator[Any]:
    """Each message that lies there now; those that are not settled stay when the channel closes."""
    queue = PARKING(channel)
    for _ in range(queue.queue_declare(passive=True).message_count):
        message = queue.get()
        if message is None:
            return
        yield message


def home(message: Any) -> str:
    """The queue it came from: noted by the retry ladder, or by the broker that dead-lettered it."""
    headers = message.headers or {}
    deaths = headers.get("x-death") or [{}]
    return str(headers.get("x-queue") or deaths[0].get("queue", ""))


def send_home(channel: Any, message: Any) -> None:
    """Publish it to its queue; only then is it no longer parked."""
    ours = {k: v for k, v in (message.headers or {}).items() if not k.startswith("x-")}
    prepared = channel.prepare_message(
        message.body,
        content_type=message.content_type or "application/json",
        content_encoding=message.content_encoding or "utf-8",
        headers=ours,
        properties={"delivery_mode": 2},
    )
    channel.basic_publish_confirm(
        prepared,
        exchange="",
        routing_key=home(message),
        mandatory=True,
        confirm_timeout=CONFIRM_SECONDS,
    )
    message.ack()


def describe(message: Any) -> str:
    """Where it belongs and, in the last line of its error, why it is here."""
    error = str((message.headers or {}).get("x-error", "")).strip().rpartition("\n")[2]
    return f"{home(message)}\t{error or 'could not be read'}"


def main(arguments: list[str]) -> int:
    """Settle what lies there and say what was done."""
    action, only = [*arguments, "", ""][:2]
    if action not in {"list", "replay", "drop"}:
        sys.exit("Say: list, replay or drop, and perhaps a queue.")
    url = load(ServiceSettings).amqp_url
    with Connection(url, transport_options={"confirm_publish": True}) as connection:
        channel = connection.channel()
        chosen = [one for one in parked(channel) if only in {"", home(one)}]
        for message in chosen:
            sys.stdout.write(f"{describe(message)}\n")
            if action == "replay":
                send_home(channel, message)
            elif action == "drop":
                message.ack()
    sys.stdout.write(f"{len(chosen)} messages.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
