"""The life of a stack as a person sees it."""

import os
import signal
import time
import urllib.request

from tests.integration.deploy.checkout import Checkout, marked
from tests.waiting import until

SECOND_UP_SECONDS = 15


def test_up_says_where_everything_is_and_who_may_sign_in(checkout: Checkout) -> None:
    said = checkout.call("up")

    for promised in ("/docs", "./academy console", "student@academy.example", "academy-demo-1"):
        assert promised in said


def test_every_part_answers_once_up_has_returned(checkout: Checkout) -> None:
    code, said = checkout.try_to("status")

    assert code == 0, said
    assert said.count(" ready ") == len(checkout.pids())
    urllib.request.urlopen(checkout.variables()["ACADEMY_URL"], timeout=5).close()


def test_a_second_up_is_quick_and_leaves_every_process_alone(checkout: Checkout) -> None:
    before, began = checkout.pids(), time.monotonic()

    checkout.call("up")

    assert checkout.pids() == before
    assert time.monotonic() - began < SECOND_UP_SECONDS


def test_the_demo_is_loaded_once(checkout: Checkout) -> None:
    checkout.call("up")

    assert len((checkout.root / "demo-runs").read_text().splitlines()) == 1


def test_a_killed_part_comes_back(checkout: Checkout) -> None:
    before = checkout.pids()["courses"]

    checkout.call("parts", "kill", "courses")

    until(lambda: checkout.pids().get("courses", before) != before)
    checkout.call("up")


def test_changed_code_replaces_only_the_part_it_belongs_to(checkout: Checkout) -> None:
    before = checkout.pids()
    entry = checkout.root / "services" / "payments" / "service.py"
    entry.write_text(f"{entry.read_text()}\nCHANGED = True\n")

    checkout.call("up")

    after = checkout.pids()
    assert {name for name in before if before[name] != after[name]} == {"payments"}


def test_parts_outlive_a_killed_supervisor_and_the_next_up_takes_them_over(
    checkout: Checkout,
) -> None:
    before = checkout.pids()
    supervisor = checkout.remembered("supervisor.json")["identity"]["pid"]
    os.kill(int(str(supervisor)), signal.SIGKILL)

    checkout.call("up")

    assert checkout.pids() == before
    assert checkout.remembered("supervisor.json")["identity"]["pid"] != supervisor


def test_a_part_that_cannot_start_is_named_with_its_log_and_repaired_by_the_next_up(
    checkout: Checkout,
) -> None:
    entry = checkout.root / "gateway" / "__main__.py"
    sound = entry.read_text()
    entry.write_text("raise SystemExit('no way in')\n")

    code, said = checkout.try_to("up")

    assert code == 1
    assert "gateway is not ready" in said
    assert "no way in" in said
    assert "logs/gateway.log" in said
    entry.write_text(sound)
    checkout.call("up")


def test_the_web_app_is_built_again_only_when_its_sources_change(checkout: Checkout) -> None:
    built = checkout.root / "gateway" / "web" / "dist" / "index.html"
    before = built.stat().st_mtime_ns
    checkout.call("up")
    assert built.stat().st_mtime_ns == before
    source = checkout.root / "gateway" / "web" / "index.html"
    source.write_text("<!doctype html><title>New</title>")

    checkout.call("up")

    assert "New" in built.read_text()


def test_down_leaves_no_process_and_up_brings_the_same_data_back(checkout: Checkout) -> None:
    mark = f"{checkout.root}/.academy/local#"
    assert marked(mark)

    checkout.call("down")

    assert marked(mark) == []
    assert checkout.try_to("status")[0] == 1
    checkout.call("up")
