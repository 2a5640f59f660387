"""The private servers: who gets in, what is kept, how tests stop and start them."""

from contextlib import closing

import psycopg2
import pytest

from deploy.stack.probes import PostgresProbe, RedisProbe
from deploy.stack.servers import finding
from tests.integration.deploy.checkout import Checkout

pytestmark = [pytest.mark.postgres, pytest.mark.broker]


def test_a_role_enters_its_own_database_and_no_other(checkout: Checkout) -> None:
    own = _url(checkout, "ACCOUNTS_DATABASE_URL")

    assert PostgresProbe(own).complaint() is None
    for other in ("courses", "payments", "postgres", "template1"):
        assert "permission denied" in str(PostgresProbe(_to(own, other)).complaint())


def test_the_extensions_are_there(checkout: Checkout) -> None:
    with closing(psycopg2.connect(_url(checkout, "COURSES_DATABASE_URL"))) as connection:
        cursor = connection.cursor()
        cursor.execute("select extname from pg_extension")
        found = {name for (name,) in cursor.fetchall()}

    assert {"pg_trgm", "unaccent", "citext", "btree_gist"} <= found


@pytest.mark.parametrize("action", ["stop", "kill"])
@pytest.mark.parametrize("server", ["postgres", "rabbitmq", "redis"])
def test_a_server_stays_down_until_it_is_started(
    checkout: Checkout, server: str, action: str
) -> None:
    checkout.call("servers", action, server)
    assert server not in checkout.pids()
    assert checkout.try_to("status")[0] == 1

    checkout.call("servers", "start", server)

    assert server in checkout.pids()


def test_only_private_servers_can_be_stopped(checkout: Checkout) -> None:
    code, said = checkout.try_to("servers", "stop", "gateway")

    assert code == 1
    assert "not a private server" in said


def test_a_server_of_the_users_is_used_through_databases_with_our_name(
    checkout: Checkout, tmp_path_factory: pytest.TempPathFactory
) -> None:
    theirs = checkout.variables()
    urls = {name: theirs[name] for name in ("POSTGRES_URL", "AMQP_URL", "REDIS_URL")}
    guest = Checkout(tmp_path_factory.mktemp("guest"), **urls)
    try:
        guest.call("up")

        assert {"postgres", "rabbitmq", "redis", "epmd"}.isdisjoint(guest.pids())
        assert guest.variables()["COURSES_DATABASE_URL"].endswith("/academy_courses")
        assert guest.try_to("servers", "stop", "postgres")[0] == 1
    finally:
        guest.remove()


def test_a_server_is_the_users_only_if_it_lets_us_create_databases(checkout: Checkout) -> None:
    variables = checkout.variables()

    assert finding.may_create(variables["POSTGRES_URL"])
    assert not finding.may_create(_url(checkout, "COURSES_DATABASE_URL"))
    assert not finding.may_create("postgresql://nobody@127.0.0.1:1/postgres")


def test_an_empty_redis_database_is_chosen_and_a_closed_redis_left_alone(
    checkout: Checkout,
) -> None:
    address = checkout.variables()["REDIS_URL"].removesuffix("/0")

    assert finding.redis_database(address) == f"{address}/15"
    assert finding.redis_database("redis://:wrong@" + address.partition("@")[2]) is None
    assert RedisProbe(f"{address}/15").complaint() is None


def test_a_broker_without_management_is_left_alone() -> None:
    assert finding.rabbitmq("academy-test", "http://127.0.0.1:1/api") is None


def _url(checkout: Checkout, name: str) -> str:
    return checkout.variables()[name].replace("+psycopg2", "")


def _to(url: str, database: str) -> str:
    return f"{url.rpartition('/')[0]}/{database}"
