"""What people say about themselves, on a real database."""

from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from msgspec import UNSET
from sqlalchemy.orm import Session

from contracts.accounts.errors import RateRepeated, TeacherNotFound, TimeZoneUnknown
from contracts.accounts.messages import UserStatus
from contracts.accounts.profiles import (
    GetProfile,
    PictureRetired,
    ProfileChanged,
    RemovePicture,
    SetPicture,
    UpdateProfile,
)
from contracts.accounts.teachers import GetTeacher, GetTeacherProfile, UpdateTeacherProfile
from contracts.errors import Forbidden, Invalid
from contracts.types import Price, Role
from services.accounts import models
from services.accounts.pictures import Pictures
from tests.factories import recorded
from tests.factories.accounts import actor_of, add_user
from tests.integration.accounts.conftest import Ask, Tell

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)


@pytest.fixture
def lina(session: Session) -> models.User:
    user = add_user(session, name="Lina Haddad", email="lina@example.org")
    session.commit()
    return user


@pytest.fixture
def amina(session: Session) -> models.User:
    user = add_user(session, name="Amina Rahimi", role=Role.TEACHER)
    session.commit()
    return user


def test_who_has_said_nothing_has_an_empty_profile(ask: Ask, lina: models.User) -> None:
    profile = ask(GetProfile(), actor_of(lina))

    assert (profile.name, profile.bio, profile.time_zone) == ("Lina Haddad", "", "UTC")
    assert profile.picture_url is None


def test_only_what_was_given_changes_and_is_announced(
    ask: Ask, lina: models.User, session: Session
) -> None:
    ask(UpdateProfile(bio="I *like* maps.", time_zone="Europe/Madrid"), actor_of(lina))

    profile = ask(UpdateProfile(name="  Lina   Saleh ", locale="ar"), actor_of(lina))

    assert (profile.name, profile.locale) == ("Lina Saleh", "ar")
    assert profile.bio_html == "<p>I <em>like</em> maps.</p>"
    told = events(session, event_type=ProfileChanged)[-1]
    assert (told.contact.name, told.contact.locale) == ("Lina Saleh", "ar")
    assert told.time_zone == "Europe/Madrid"


def test_scripts_in_a_bio_do_not_survive(ask: Ask, lina: models.User) -> None:
    bio = "<script>alert(1)</script> [me](javascript:alert(1)) ![x](https://e.example/x.png)"

    profile = ask(UpdateProfile(bio=bio), actor_of(lina))

    assert "<script" not in profile.bio_html
    assert "javascript" not in profile.bio_html.replace("[me](javascript:alert(1))", "")
    assert "<img" not in profile.bio_html


@pytest.mark.parametrize("zone", ["Mars/Olympus", "posix", "../etc/passwd"])
def test_a_clock_that_no_country_keeps_is_refused(ask: Ask, lina: models.User, zone: str) -> None:
    with pytest.raises((TimeZoneUnknown, Invalid)) as refused:
        ask(UpdateProfile(time_zone=zone), actor_of(lina))

    assert refused.value.extra["errors"][0]["pointer"] == "/time_zone"


def test_a_name_is_more_than_spaces(ask: Ask, lina: models.User) -> None:
    with pytest.raises(Invalid):
        ask(UpdateProfile(name="   "), actor_of(lina))


def test_another_picture_has_the_one_before_it_deleted(
    ask: Ask, tell: Tell, lina: models.User, session: Session, pictures: Pictures
) -> None:
    first, second = uuid4(), uuid4()
    pictures._store.write(first, b"first")
    ask(SetPicture(file_id=first), actor_of(lina))

    profile = ask(SetPicture(file_id=second), actor_of(lina))
    (retired,) = events(session, event_type=PictureRetired)
    tell("delete_picture", retired)

    assert profile.picture_url is not None
    assert second.hex in profile.picture_url
    assert retired.file_id == first
    assert pictures.read(first) is None


def test_a_removed_picture_is_shown_no_more(
    ask: Ask, lina: models.User, session: Session, tmp_path: Path
) -> None:
    ask(SetPicture(file_id=uuid4()), actor_of(lina))

    profile = ask(RemovePicture(), actor_of(lina))

    assert profile.picture_url is None
    assert len(events(session, event_type=PictureRetired)) == 1


def test_a_teacher_has_a_page_by_name_and_by_id(ask: Ask, amina: models.User) -> None:
    rates = [Price(amount=3500, currency="EUR"), Price(amount=4000, currency="USD")]
    offer = ask(
        UpdateTeacherProfile(
            headline="Maps and patience",
            subjects=["Geography", " Geography ", "History"],
            languages=["en", "ar"],
            rates=rates,
        ),
        actor_of(amina),
    )

    by_name, by_id = ask(GetTeacher(teacher="amina-rahimi")), ask(GetTeacher(teacher=str(amina.id)))

    assert offer.slug == "amina-rahimi"
    assert by_name == by_id
    assert (by_name.subjects, by_name.rates) == (["Geography", "History"], rates)


def test_absent_fields_of_an_offer_stay(ask: Ask, amina: models.User) -> None:
    ask(UpdateTeacherProfile(headline="Maps", languages=["en"]), actor_of(amina))

    offer = ask(UpdateTeacherProfile(headline=UNSET, subjects=["History"]), actor_of(amina))

    assert (offer.headline, offer.languages, offer.subjects) == ("Maps", ["en"], ["History"])
    assert ask(GetTeacherProfile(), actor_of(amina)) == offer


def test_two_teachers_of_one_name_have_two_addresses(
    ask: Ask, amina: models.User, session: Session
) -> None:
    namesake = add_user(session, name="Amina Rahimi", role=Role.TEACHER)
    session.commit()

    first = ask(UpdateTeacherProfile(headline="One"), actor_of(amina))
    second = ask(UpdateTeacherProfile(headline="Two"), actor_of(namesake))

    assert first.slug != second.slug


def test_a_currency_is_named_once(ask: Ask, amina: models.User) -> None:
    rates = [Price(amount=1, currency="EUR"), Price(amount=2, currency="EUR")]

    with pytest.raises(RateRepeated):
        ask(UpdateTeacherProfile(rates=rates), actor_of(amina))


def test_who_does_not_teach_has_no_page(
    ask: Ask, lina: models.User, amina: models.User, session: Session
) -> None:
    with pytest.raises(TeacherNotFound):
        ask(GetTeacher(teacher=str(lina.id)))
    with pytest.raises(Forbidden):
        ask(UpdateTeacherProfile(headline="Me"), actor_of(lina))

    amina.status = UserStatus.SUSPENDED
    session.add(amina)
    session.commit()

    with pytest.raises(TeacherNotFound):
        ask(GetTeacher(teacher=str(amina.id)))


def test_a_teacher_without_words_still_has_a_page(ask: Ask, amina: models.User) -> None:
    page = ask(GetTeacher(teacher=str(amina.id)))

    assert (page.name, page.slug, page.rates) == ("Amina Rahimi", None, [])
