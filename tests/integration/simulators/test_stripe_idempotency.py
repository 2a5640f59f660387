"""Idempotency keys of the simulator, as the SDK of Stripe meets them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from tests.integration.simulators.test_stripe_checkout import wish
from tests.simulators.stripe.remote import StripeRemote


def create(client: stripe.StripeClient, key: str, **changes: object) -> stripe.checkout.Session:
    return client.v1.checkout.sessions.create(wish(**changes), {"idempotency_key": key})


def test_a_repeated_key_gets_the_first_answer(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    first, again = create(client, "key"), create(client, "key")

    assert again.id == first.id
    assert again.last_response is not None
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(remote.sessions()) == 1


def test_a_key_is_refused_with_other_parameters(client: stripe.StripeClient) -> None:
    create(client, "key")

    with pytest.raises(stripe.IdempotencyError):
        create(client, "key", client_reference_id="order-2")


def test_a_failure_during_the_execution_is_remembered(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    remote.fail_next("500", stored=True)

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            create(client, "key")

    assert create(client, "other key").status == "open"


def test_a_failure_on_the_way_is_not_remembered(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    remote.fail_next("500")
    with pytest.raises(stripe.APIError):
        create(client, "key")

    assert create(client, "key").status == "open"


def test_a_refused_parameter_does_not_use_up_the_key(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        create(client, "key", colour="red")

    assert create(client, "key").status == "open"


def test_an_answer_that_was_lost_is_found_under_its_key(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    remote.fail_next("disconnect", executed=True)
    with pytest.raises(stripe.APIConnectionError):
        create(client, "key")

    found = create(client, "key")

    assert [session["id"] for session in remote.sessions()] == [found.id]


def test_too_many_requests_are_told_so(client: stripe.StripeClient, remote: StripeRemote) -> None:
    remote.fail_next("429")

    with pytest.raises(stripe.RateLimitError):
        create(client, "key")


def test_a_slow_answer_times_out_at_the_client(remote: StripeRemote) -> None:
    http = stripe.RequestsClient(timeout=0.3)
    hasty = stripe.StripeClient(
        "sk_test_simulated", base_addresses={"api": remote.url}, http_client=http
    )
    remote.fail_next("timeout", seconds=2)

    with pytest.raises(stripe.APIConnectionError):
        create(hasty, "key")


def test_the_same_key_twice_at_once_is_a_conflict(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    remote.fail_next("slow", seconds=1)

    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(create, client, "key") for _ in range(2)]
    outcomes = sorted(type(call.exception()).__name__ for call in calls)

    assert outcomes == ["APIError", "NoneType"]
    assert len(remote.sessions()) == 1
