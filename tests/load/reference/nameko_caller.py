"""Asks the plain service with nameko's own client, as many calls under way as it wishes.

`python -m tests.load.reference.nameko_caller SECONDS IN_FLIGHT` prints one JSON line.
"""

import os
import sys
import time
from collections import deque

import msgspec
from nameko.standalone.rpc import ClusterRpcProxy

from tests.load.rpc.table import slug_of
from tests.load.stats import Calls


def measure(seconds: float, in_flight: int) -> Calls:
    """Pipeline calls with `call_async`, the fastest way a standalone proxy has."""
    with ClusterRpcProxy({"AMQP_URI": os.environ["AMQP_URL"]}, timeout=10) as proxy:
        get_card = proxy.plain_bench.get_card
        get_card(slug_of(0))
        calls = Calls.begin()
        deadline = time.perf_counter() + seconds
        waiting = deque(
            (time.perf_counter(), get_card.call_async(slug_of(number)))
            for number in range(in_flight)
        )
        number = in_flight
        while waiting:
            started, reply = waiting.popleft()
            reply.result()
            calls.add(time.perf_counter() - started)
            number += 1
            if time.perf_counter() < deadline:
                waiting.append((time.perf_counter(), get_card.call_async(slug_of(number))))
        calls.end()
    return calls


if __name__ == "__main__":
    measured = measure(float(sys.argv[1]), int(sys.argv[2]))
    print(msgspec.json.encode(measured.summary()).decode())
