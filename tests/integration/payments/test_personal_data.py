"""What payments hands out about a person, and what it forgets while the books stay."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.accounts.profiles import ProfileChanged
from contracts.base import Envelope, Event
from contracts.privacy import (
    ErasureRequested,
    ExportRequested,
    PaymentsUserErased,
    PaymentsUserExported,
)
from contracts.types import Contact, Role
from services.common.parcels import ParcelService
from services.payments import models
from services.payments.use_cases import copies, personal_data
from tests.factories.payments import make_registered
from tests.integration.payments.shop import Shop

pytestmark = pytest.mark.postgres

CALLED = "Former member 1a2b3c4d"
PARCELS = ParcelService("c" * 40)


def react(shop: Shop, event: Event, act: Any, *given: Any) -> None:
    cause = Envelope(
        id=uuid4(),
        type=event.event_type,
        source=event.source,
        time=datetime.now(UTC),
        correlation_id="test",
        data={},
    )
    with shop.desk().begin(cause) as work:
        act(work, *given, event)


def test_a_buyer_is_handed_what_they_bought(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    order = shop.order(buyer, course)
    wish = ExportRequested(export_id=uuid4(), user_id=buyer.user_id)

    react(shop, wish, personal_data.export_user, PARCELS)

    (answer,) = shop.recorded(PaymentsUserExported)
    content = PARCELS.unpack(answer.sealed_content)
    assert content["buyer"][0]["email"] == "student@academy.example"
    assert [one["number"] for one in content["orders"]] == [order.number]


def test_orders_stay_without_naming_anybody(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    order = shop.order(buyer, course)
    wish = ErasureRequested(erasure_id=uuid4(), user_id=buyer.user_id, pseudonym=CALLED)

    for _ in range(2):
        react(shop, wish, personal_data.erase_user)
    react(shop, make_registered(buyer), copies.remember_buyer)

    with Session(shop.engine) as session:
        known = session.get_one(models.Buyer, buyer.user_id)
        assert (known.name, known.email) == (CALLED, "")
        assert session.scalar(select(func.count()).select_from(models.Order)) == 1
    assert shop.row(order).buyer_id == buyer.user_id
    assert shop.recorded(PaymentsUserErased)[0].erasure_id == wish.erasure_id


def test_a_buyers_new_name_is_kept_and_an_older_one_is_not(shop: Shop) -> None:
    buyer = shop.register()
    contact = Contact(email="new@example.org", name="Lina Saleh")
    changed = ProfileChanged(
        user_id=buyer.user_id, role=Role.STUDENT, contact=contact, time_zone="UTC"
    )
    react(shop, changed, copies.remember_profile)

    shop.hear(make_registered(buyer), happened_at=datetime(2020, 1, 1, tzinfo=UTC))

    with Session(shop.engine) as session:
        assert session.get_one(models.Buyer, buyer.user_id).email == "new@example.org"
