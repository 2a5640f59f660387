"""Ways to ask a running part whether it is ready, each answering with the reason if it is not."""

import socket
import urllib.error
import urllib.request
from contextlib import closing

import amqp
import msgspec
import psycopg2
import redis

PATIENCE = 2.0


class HttpProbe(msgspec.Struct, frozen=True, tag="http"):
    """Ready when the address answers 2xx."""

    url: str

    def complaint(self) -> str | None:
        """Why it is not ready, if it is not."""
        try:
            with urllib.request.urlopen(self.url, timeout=PATIENCE):  # noqa: S310 (our own address)
                return None
        except urllib.error.HTTPError as error:
            return f"answers {error.code} at {self.url}"
        except OSError as error:
            return f"{self.url}: {error}"


class TcpProbe(msgspec.Struct, frozen=True, tag="tcp"):
    """Ready when something listens."""

    port: int

    def complaint(self) -> str | None:
        """Why it is not ready, if it is not."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE):
                return None
        except OSError as error:
            return f"port {self.port}: {error}"


class PostgresProbe(msgspec.Struct, frozen=True, tag="postgres"):
    """Ready when it accepts a signed-in connection."""

    url: str

    def complaint(self) -> str | None:
        """Why it is not ready, if it is not."""
        try:
            with closing(psycopg2.connect(self.url, connect_timeout=2)):
                return None
        except psycopg2.Error as error:
            return str(error).strip()


class RabbitProbe(msgspec.Struct, frozen=True, tag="rabbitmq"):
    """Ready when it opens the virtual host for our user."""

    host: str
    port: int
    user: str
    password: str
    vhost: str

    def complaint(self) -> str | None:
        """Why it is not ready, if it is not."""
        connection = amqp.Connection(
            host=f"{self.host}:{self.port}",
            userid=self.user,
            password=self.password,
            virtual_host=self.vhost,
            connect_timeout=PATIENCE,
            read_timeout=PATIENCE,
            write_timeout=PATIENCE,
        )
        try:
            connection.connect()
            connection.close()
        except (OSError, amqp.AMQPError) as error:
            return str(error)
        return None


class RedisProbe(msgspec.Struct, frozen=True, tag="redis"):
    """Ready when it answers PING."""

    url: str

    def complaint(self) -> str | None:
        """Why it is not ready, if it is not."""
        client = redis.Redis.from_url(self.url, socket_timeout=PATIENCE)
        try:
            client.ping()
        except redis.RedisError as error:
            return str(error)
        finally:
            client.close()
        return None


Probe = HttpProbe | TcpProbe | PostgresProbe | RabbitProbe | RedisProbe
