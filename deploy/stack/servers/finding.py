"""The user's own servers on the standard ports: used only where we get a corner of our own."""

import base64
import json
import secrets as random
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing

import psycopg2
import redis

POSTGRES_CANDIDATES = (
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql:///postgres?host=/var/run/postgresql",
    "postgresql:///postgres?host=/var/run/postgresql&user=postgres",
)
MAY_CREATE = "select rolsuper or (rolcreatedb and rolcreaterole) from pg_roles where rolname=user"
RABBITMQ_MANAGEMENT = "http://127.0.0.1:15672/api"
REDIS = "redis://127.0.0.1:6379"
REDIS_DATABASES = range(15, 0, -1)


def postgres() -> str | None:
    """The administration URL of a local PostgreSQL where we may create roles and databases."""
    return next((url for url in POSTGRES_CANDIDATES if may_create(url)), None)


def may_create(url: str) -> bool:
    """Whether this sign-in works and may create roles and databases."""
    try:
        with closing(psycopg2.connect(url, connect_timeout=2)) as connection:
            cursor = connection.cursor()
            cursor.execute(MAY_CREATE)
            return bool(cursor.fetchone()[0])
    except psycopg2.Error:
        return False


def rabbitmq(vhost: str, management: str = RABBITMQ_MANAGEMENT) -> str | None:
    """The URL of a virtual host and user made for us, if the local broker lets `guest` make them.

    A broker without its management interface is left alone: sharing its default virtual host
    would mix our queues with somebody else's.
    """
    password = random.token_urlsafe(24)
    full = {"configure": ".*", "write": ".*", "read": ".*"}
    try:
        _put(f"{management}/vhosts/{vhost}", {})
        _put(f"{management}/users/{vhost}", {"password": password, "tags": ""})
        _put(f"{management}/permissions/{vhost}/{vhost}", full)
    except (OSError, urllib.error.HTTPError):
        return None
    return f"amqp://{vhost}:{password}@127.0.0.1:5672/{vhost}"


def redis_database(address: str = REDIS) -> str | None:
    """The URL of an empty numbered database of the local Redis."""
    for number in REDIS_DATABASES:
        client = redis.Redis.from_url(f"{address}/{number}", socket_timeout=2)
        try:
            if client.dbsize() == 0:
                return f"{address}/{number}"
        except redis.RedisError:
            return None
        finally:
            client.close()
    return None


def _put(url: str, body: dict[str, str]) -> None:
    request = urllib.request.Request(url, json.dumps(body).encode(), method="PUT")  # noqa: S310 (ours)
    request.add_header("Content-Type", "application/json")
    request.add_header("Authorization", f"Basic {base64.b64encode(b'guest:guest').decode()}")
    with urllib.request.urlopen(request, timeout=2):  # noqa: S310 (a fixed local address)
        pass
