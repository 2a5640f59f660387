"""What every refusal looks like."""

from typing import Any

from aiohttp import ClientResponse

MEMBERS = {"type", "title", "status", "detail", "instance", "correlation_id"}


async def problem(response: ClientResponse, status: int, code: str) -> dict[str, Any]:
    """The problem document, after checking that it is one, of that status and code."""
    body = await response.text()
    assert response.status == status, body
    assert response.content_type == "application/problem+json"
    document: dict[str, Any] = await response.json(content_type=None)
    assert document.keys() >= MEMBERS
    assert (document["type"], document["status"]) == (f"/problems/{code}", status)
    assert document["instance"] == response.url.path
    assert document["correlation_id"] == response.headers["X-Request-Id"]
    assert document["title"]
    assert document["detail"]
    return document


def pointers(document: dict[str, Any]) -> list[str]:
    """The fields that the problem names."""
    return [error["pointer"] for error in document.get("errors", [])]
