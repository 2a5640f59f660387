"""What people want to be told."""

from aiohttp import web

from contracts.notifications.errors import UnsubscribeLinkUnknown
from contracts.notifications.messages import (
    ChangeNotificationSetting,
    GetNotificationSettings,
    Unsubscribe,
)
from gateway.endpoints import Endpoint, call_options
from gateway.keys import RPC

SHORTEST_TOKEN, LONGEST_TOKEN = 16, 500

ENDPOINTS = (
    Endpoint("GET", "/v1/me/notifications", GetNotificationSettings),
    Endpoint("PATCH", "/v1/me/notifications", ChangeNotificationSetting),
    Endpoint("POST", "/v1/unsubscriptions", Unsubscribe),
)


async def unsubscribe(request: web.Request) -> web.Response:
    """What a mail program does for its reader with one click (RFC 8058); the body says nothing."""
    token = request.query.get("token", "")
    if not SHORTEST_TOKEN <= len(token) <= LONGEST_TOKEN:
        raise UnsubscribeLinkUnknown("Use the link of the mail as it is.")
    message = Unsubscribe(token=token)
    await request.app[RPC].call(message, call_options(request, message))
    return web.Response(status=204)
