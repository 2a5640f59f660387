"""The only door: REST, Socket.IO, webhooks and the web app; asyncio, no database, no rule."""
