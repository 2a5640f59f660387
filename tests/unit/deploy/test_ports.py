"""Which ports a stack takes."""

import socket
from pathlib import Path

from deploy.stack import ports
from deploy.stack.stack import Stack
from deploy.stack.state import State


def test_a_taken_port_is_passed_over(tmp_path: Path) -> None:
    state, stack = State(), Stack("test", tmp_path)
    ports.assign(stack, state, ["gateway"], ours=set())
    first = state.ports["gateway"]
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", first))
        stranger.listen()

        ports.assign(stack, state, ["gateway"], ours=set())

    assert state.ports["gateway"] != first


def test_a_port_that_our_own_part_holds_is_kept(tmp_path: Path) -> None:
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        ours.listen()
        port = ours.getsockname()[1]
        state = State(ports={"gateway": port})

        ports.assign(Stack("test", tmp_path), state, ["gateway"], ours={port})

    assert state.ports["gateway"] == port


def test_no_port_is_given_twice(tmp_path: Path) -> None:
    state = State()
    uses = ["gateway", "mailbox", *(f"service{number}_health" for number in range(20))]

    ports.assign(Stack("test", tmp_path), state, uses, ours=set())

    assert len(set(state.ports.values())) == len(uses)
