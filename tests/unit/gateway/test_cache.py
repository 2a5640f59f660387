"""The catalogue comes from memory: fetched once, forgotten when it changes."""

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp.test_utils import TestClient, TestServer

from contracts.courses.catalogue import ListCategories, ListCourses
from contracts.errors import ServiceUnavailable
from contracts.types import Role
from gateway.app import create_app
from gateway.cache import CAPACITY, Cache
from gateway.events import EventFeed
from tests.unit.gateway.conftest import Start
from tests.unit.gateway.fakes import FakeRpc, Gateway, SigningKey, make_settings
from tests.unit.gateway.house import announce

CATEGORIES = "/v1/categories"


async def test_a_second_reader_is_answered_from_memory(gateway: Gateway) -> None:
    gateway.rpc.answer(ListCategories, ["one"])

    first = await gateway.http.get(CATEGORIES)
    gateway.rpc.answer(ListCategories, ["two"])
    second = await gateway.http.get(CATEGORIES)

    assert await first.json() == await second.json() == ["one"]
    assert len(gateway.rpc.asked(ListCategories)) == 1


async def test_who_has_seen_it_is_told_that_nothing_changed(gateway: Gateway) -> None:
    gateway.rpc.answer(ListCategories, ["one"])
    tag = (await gateway.http.get(CATEGORIES)).headers["ETag"]

    answers = [
        await gateway.http.get(CATEGORIES, headers={"If-None-Match": given})
        for given in (tag, f"W/{tag}", f'"other", {tag}')
    ]

    assert [answer.status for answer in answers] == [304, 304, 304]
    assert [await answer.read() for answer in answers] == [b"", b"", b""]
    assert {answer.headers["ETag"] for answer in answers} == {tag}


@pytest.mark.parametrize("given", ['"other"', "", "other", 'W/"x"'])
async def test_who_has_seen_something_else_gets_all_of_it(gateway: Gateway, given: str) -> None:
    gateway.rpc.answer(ListCategories, ["one"])

    response = await gateway.http.get(CATEGORIES, headers={"If-None-Match": given})

    assert (response.status, await response.json()) == (200, ["one"])


async def test_another_query_is_another_answer(gateway: Gateway) -> None:
    gateway.rpc.answer(ListCourses, lambda request: {"items": [request.search], "next": None})

    knots = await gateway.http.get("/v1/courses?search=knots")
    ropes = await gateway.http.get("/v1/courses?search=ropes")

    assert (await knots.json())["items"] == ["knots"]
    assert (await ropes.json())["items"] == ["ropes"]


async def test_many_who_ask_at_once_wait_for_a_single_fetch(gateway: Gateway) -> None:
    asked, released = asyncio.Event(), asyncio.Event()

    async def slow() -> list[str]:
        asked.set()
        await released.wait()
        return ["one"]

    gateway.rpc.answer(ListCategories, lambda _: slow())
    readers = [asyncio.create_task(gateway.http.get(CATEGORIES)) for _ in range(20)]
    await asked.wait()
    released.set()

    answers = await asyncio.gather(*readers)

    assert {answer.status for answer in answers} == {200}
    assert len(gateway.rpc.asked(ListCategories)) == 1


async def test_a_failed_fetch_is_not_kept(gateway: Gateway) -> None:
    gateway.rpc.answer(ListCategories, ServiceUnavailable("Try again."))
    failed = await gateway.http.get(CATEGORIES)

    gateway.rpc.answer(ListCategories, ["one"])
    answered = await gateway.http.get(CATEGORIES)

    assert (failed.status, answered.status) == (503, 200)


async def test_what_everybody_gets_is_asked_for_in_nobodys_name(gateway: Gateway) -> None:
    gateway.rpc.answer(ListCategories, ["one"])

    await gateway.http.get(CATEGORIES, headers=gateway.as_role(Role.ADMIN))

    assert gateway.rpc.asked(ListCategories)[0].options.actor is None


async def test_a_kept_answer_is_fetched_again_after_its_time(start: Start) -> None:
    gateway = await start(cache_seconds=0)
    gateway.rpc.answer(ListCategories, ["one"])

    await gateway.http.get(CATEGORIES)
    await gateway.http.get(CATEGORIES)

    assert len(gateway.rpc.asked(ListCategories)) == 2


async def test_what_was_being_fetched_while_it_changed_is_not_kept() -> None:
    cache, begun, released = Cache(60), asyncio.Event(), asyncio.Event()

    async def old() -> bytes:
        begun.set()
        await released.wait()
        return b"old"

    async def new() -> bytes:
        return b"new"

    reader = asyncio.create_task(cache.get("key", old))
    await begun.wait()
    cache.clear()
    released.set()

    assert (await reader).body == b"old"
    assert (await cache.get("key", new)).body == b"new"


async def test_the_memory_is_bounded() -> None:
    cache = Cache(60)

    async def body() -> bytes:
        return b"x"

    for number in range(CAPACITY + 10):
        await cache.get(str(number), body)

    assert len(cache._entries) <= CAPACITY


async def test_what_is_fetched_anew_takes_nobody_elses_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gateway.cache.CAPACITY", 2)
    cache = Cache(seconds=60)

    async def body() -> bytes:
        return b"x"

    async def fetch_anew(key: str) -> None:
        entry = cache._entries[key]
        cache._entries[key] = entry._replace(expires_at=0)
        await cache.get(key, body)

    await cache.get("first", body)
    await cache.get("second", body)
    await fetch_anew("second")
    assert list(cache._entries) == ["first", "second"]

    await fetch_anew("first")
    await cache.get("third", body)

    assert list(cache._entries) == ["first", "third"]


@pytest.mark.parametrize(
    ("event_type", "fetches"),
    [("courses.course.published.v1", 2), ("payments.order.paid.v1", 1)],
)
async def test_the_catalogue_is_forgotten_when_a_service_says_that_it_changed(
    tmp_path: Any, key: SigningKey, event_type: str, fetches: int
) -> None:
    rpc, feed = FakeRpc(key), EventFeed(cast("Any", _unlinked()))
    rpc.answer(ListCategories, ["one"])
    app = create_app(make_settings(tmp_path), rpc, feed)
    async with TestClient(TestServer(app)) as client:
        await client.get(CATEGORIES)

        await announce(feed, event_type)
        await client.get(CATEGORIES)

    assert len(rpc.asked(ListCategories)) == fetches


async def test_the_catalogue_is_forgotten_when_events_may_have_been_missed(
    tmp_path: Any, key: SigningKey
) -> None:
    rpc, link = FakeRpc(key), _unlinked()
    rpc.answer(ListCategories, ["one"])
    app = create_app(make_settings(tmp_path), rpc, EventFeed(cast("Any", link)))
    async with TestClient(TestServer(app)) as client:
        await client.get(CATEGORIES)

        await link.reconnect()
        await client.get(CATEGORIES)

    assert len(rpc.asked(ListCategories)) == 2


class _Channel:
    """A channel on which nothing ever arrives."""

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def declare(*_: Any, **__: Any) -> Any:
            return SimpleNamespace(queue="queue")

        return declare


def _unlinked() -> Any:
    link = SimpleNamespace(channel=_Channel(), reconnect=None)
    link.on_connect = lambda callback: setattr(link, "reconnect", callback)
    return link
