"""Passkeys: as the second step and instead of a password, with a security key in software."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AccountSuspended,
    ChallengeExpired,
    LastWayIn,
    PasskeyKnown,
    PasskeyNotFound,
    PasskeyRefused,
    SecondFactorRequired,
    TooManyPasskeys,
)
from contracts.accounts.messages import Session as SignedIn
from contracts.accounts.messages import UserStatus
from contracts.accounts.passkeys import (
    AddPasskey,
    PasskeyOffer,
    RemovePasskey,
    RenamePasskey,
    SignInWithPasskey,
    StartPasskeySignIn,
)
from contracts.accounts.second_factors import SecondFactorChange
from contracts.base import Message
from services.accounts import models, use_cases
from tests.factories.authenticator import Authenticator
from tests.integration.accounts.owners import (
    MakeOwner,
    Owner,
    alive,
    outcomes,
    read,
    told,
)

pytestmark = pytest.mark.postgres


@pytest.fixture
def ada(make_owner: MakeOwner) -> Owner:
    return make_owner(email="ada@example.org")


@pytest.fixture
def key() -> Authenticator:
    return Authenticator()


def offer_to_anybody(ada: Owner) -> PasskeyOffer:
    begin = ada.desk_of(None).begin
    return use_cases.start_passkey_sign_in(begin, ada.settings, StartPasskeySignIn())


def sign_in(ada: Owner, offer: PasskeyOffer, assertion: Any) -> SignedIn:
    request = SignInWithPasskey(challenge=offer.challenge, assertion=assertion, client=ada.client)
    begin = ada.desk_of(None).begin
    return use_cases.sign_in_with_passkey(begin, ada.settings, request)


def passkey_of(asked: dict[str, Any]) -> PasskeyOffer:
    return PasskeyOffer(**asked["passkey"])


def test_a_passkey_is_added_under_a_name(ada: Owner, key: Authenticator, session: Session) -> None:
    added = ada.add_passkey(key, name=" Blue key ")

    assert added.passkey.name == "Blue key"
    assert len(added.recovery_codes) == 10
    row = session.scalars(select(models.Passkey)).one()
    assert (row.credential_id, row.transports, row.synced) == (key.id, ["usb"], False)
    assert ada.factors().passkeys == [added.passkey]
    assert told(session) == [SecondFactorChange.PASSKEY_ADDED]


def test_the_offer_names_the_site_and_leaves_out_what_is_known(
    ada: Owner, key: Authenticator
) -> None:
    ada.add_passkey(key)

    options = ada.offer_passkey().options

    assert options["rp"] == {"name": "Academy", "id": "academy.example"}
    assert options["user"]["name"] == "ada@example.org"
    assert len(options["excludeCredentials"]) == 1
    assert options["authenticatorSelection"]["residentKey"] == "preferred"


def test_further_passkeys_bring_no_new_recovery_codes_and_end_nothing(
    ada: Owner, key: Authenticator, session: Session
) -> None:
    ada.add_passkey(key)
    ada.finish((asked := ada.asked())["challenge"], assertion=key.answer(passkey_of(asked)))

    assert ada.add_passkey(Authenticator(), name="Phone").recovery_codes == []
    assert len(alive(session, ada.user)) == 2


def test_a_passkey_alone_signs_its_holder_in(ada: Owner, key: Authenticator) -> None:
    ada.add_passkey(key)
    offer = offer_to_anybody(ada)
    assert offer.options["allowCredentials"] == []
    assert offer.options["userVerification"] == "required"

    opened = sign_in(ada, offer, key.answer(offer))

    assert opened.user.id == ada.user.id
    assert read(opened.access_token)["amr"] == ["hwk", "mfa"]
    assert ada.factors().passkeys[0].last_used_at is not None


def test_without_a_password_the_device_has_to_make_sure_who_holds_it(
    ada: Owner, key: Authenticator
) -> None:
    ada.add_passkey(key)
    key.verifies = False
    offer = offer_to_anybody(ada)

    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, key.answer(offer))

    asked = ada.asked()
    opened = ada.finish(asked["challenge"], assertion=key.answer(passkey_of(asked)))
    assert read(opened.access_token)["amr"] == ["pwd", "hwk"]


def test_the_second_step_offers_the_persons_own_passkeys(ada: Owner, key: Authenticator) -> None:
    ada.add_passkey(key)

    asked = ada.asked()

    assert asked["methods"] == ["passkey", "recovery_code"]
    assert len(asked["passkey"]["options"]["allowCredentials"]) == 1
    assert asked["passkey"]["challenge"] == asked["challenge"]


def test_an_answer_opens_one_session(ada: Owner, key: Authenticator, session: Session) -> None:
    ada.add_passkey(key)
    offer = offer_to_anybody(ada)
    answer = key.answer(offer)
    before = len(alive(session, ada.user))

    found = outcomes(20, lambda: sign_in(ada, offer, answer))

    assert found.count(type(None)) == 1
    assert set(found) <= {type(None), ChallengeExpired, PasskeyRefused}
    session.rollback()
    assert len(alive(session, ada.user)) == before + 1


@pytest.mark.parametrize(
    "lies",
    [
        {"origin": "https://academy.example.evil"},
        {"origin": "http://academy.example"},
        {"challenge": "c29tZXRoaW5nIGVsc2U"},
        {"type": "webauthn.create"},
    ],
)
def test_an_answer_for_another_place_or_question_is_refused(
    ada: Owner, key: Authenticator, lies: dict[str, str]
) -> None:
    ada.add_passkey(key)
    offer = offer_to_anybody(ada)

    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, key.answer(offer, **lies))


def test_an_answer_for_another_host_is_refused(ada: Owner, key: Authenticator) -> None:
    ada.add_passkey(key)
    key.host = "evil.example"
    offer = offer_to_anybody(ada)

    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, key.answer(offer))


def test_a_counter_that_goes_back_betrays_a_copy(ada: Owner, key: Authenticator) -> None:
    ada.add_passkey(key)
    key.count = 10
    offer = offer_to_anybody(ada)
    sign_in(ada, offer, key.answer(offer))

    key.count = 5
    offer = offer_to_anybody(ada)
    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, key.answer(offer))


def test_a_signature_of_somebody_else_is_refused(ada: Owner, key: Authenticator) -> None:
    ada.add_passkey(key)
    forger = Authenticator()
    forger.id = key.id
    offer = offer_to_anybody(ada)

    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, forger.answer(offer))


def test_an_unknown_passkey_is_refused(ada: Owner, key: Authenticator) -> None:
    offer = offer_to_anybody(ada)

    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, key.answer(offer))


@pytest.mark.parametrize("field", ["id", "client_data", "authenticator_data", "signature"])
@pytest.mark.parametrize("rubbish", ["A", "AAAA", "_" * 5000])
def test_rubbish_is_refused_and_breaks_nothing(
    ada: Owner, key: Authenticator, field: str, rubbish: str
) -> None:
    ada.add_passkey(key)
    offer = offer_to_anybody(ada)
    answer = changed(key.answer(offer), **{field: rubbish})

    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, answer)


@pytest.mark.parametrize("field", ["client_data", "attestation"])
@pytest.mark.parametrize("rubbish", ["A", "AAAA", "o2NmbXRkbm9uZQ", "_" * 5000])
def test_a_passkey_that_is_rubbish_is_refused(
    ada: Owner, key: Authenticator, field: str, rubbish: str
) -> None:
    offer = ada.offer_passkey()
    made = changed(key.create(offer), **{field: rubbish})
    request = AddPasskey(challenge=offer.challenge, name="Key", credential=made)

    with pytest.raises(PasskeyRefused):
        use_cases.add_passkey(ada.begin, ada.settings, request)


def changed(message: Message, **changes: str) -> Any:
    fields = {name: getattr(message, name) for name in message.__struct_fields__}
    return type(message)(**{**fields, **changes})


def test_somebody_elses_passkey_is_no_second_step(
    ada: Owner, key: Authenticator, make_owner: MakeOwner
) -> None:
    ada.add_passkey(key)
    eve = make_owner()
    hers = Authenticator()
    eve.add_passkey(hers)

    asked = ada.asked()
    with pytest.raises(PasskeyRefused):
        ada.finish(asked["challenge"], assertion=hers.answer(passkey_of(asked)))


def test_a_passkey_belongs_to_one_account(
    ada: Owner, key: Authenticator, make_owner: MakeOwner
) -> None:
    ada.add_passkey(key)

    with pytest.raises(PasskeyKnown):
        make_owner().add_passkey(key)


def test_a_creation_is_finished_once_in_time_and_where_it_was_begun(
    ada: Owner, key: Authenticator, session: Session
) -> None:
    offer = ada.offer_passkey()
    request = AddPasskey(challenge=offer.challenge, name="Key", credential=key.create(offer))
    here = ada.actor
    ada.sign_in()
    with pytest.raises(ChallengeExpired):
        use_cases.add_passkey(ada.begin, ada.settings, request)

    ada.actor = here
    use_cases.add_passkey(ada.begin, ada.settings, request)
    with pytest.raises(ChallengeExpired):
        use_cases.add_passkey(ada.begin, ada.settings, request)

    offer = ada.offer_passkey()
    made = Authenticator().create(offer)
    session.execute(
        update(models.Challenge).values(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    )
    session.commit()
    late = AddPasskey(challenge=offer.challenge, name="Key", credential=made)
    with pytest.raises(ChallengeExpired):
        use_cases.add_passkey(ada.begin, ada.settings, late)


def test_a_challenge_for_signing_in_makes_no_passkey(ada: Owner, key: Authenticator) -> None:
    offer = offer_to_anybody(ada)
    request = AddPasskey(challenge=offer.challenge, name="Key", credential=key.create(offer))

    with pytest.raises(ChallengeExpired):
        use_cases.add_passkey(ada.begin, ada.settings, request)


def test_who_is_suspended_stays_out(ada: Owner, key: Authenticator, session: Session) -> None:
    ada.add_passkey(key)
    session.execute(update(models.User).values(status=UserStatus.SUSPENDED))
    session.commit()
    offer = offer_to_anybody(ada)

    with pytest.raises(AccountSuspended):
        sign_in(ada, offer, key.answer(offer))


def test_a_passkey_can_be_renamed_by_its_owner_alone(
    ada: Owner, key: Authenticator, make_owner: MakeOwner
) -> None:
    passkey_id = ada.add_passkey(key).passkey.id

    with ada.begin() as work:
        request = RenamePasskey(passkey_id=passkey_id, name="Work key")
        assert use_cases.rename_passkey(work, request).name == "Work key"
    with pytest.raises(PasskeyNotFound), make_owner().begin() as work:
        use_cases.rename_passkey(work, request)


def test_removing_the_last_passkey_ends_other_sessions_and_the_codes(
    ada: Owner, key: Authenticator, session: Session
) -> None:
    passkey_id = ada.add_passkey(key).passkey.id
    offer = offer_to_anybody(ada)
    sign_in(ada, offer, key.answer(offer))

    with ada.begin() as work:
        use_cases.remove_passkey(work, RemovePasskey(passkey_id=passkey_id))

    assert ada.actor is not None
    assert alive(session, ada.user) == [ada.actor.session_id]
    assert ada.factors().recovery_codes_left == 0
    assert told(session)[-1] is SecondFactorChange.PASSKEY_REMOVED
    offer = offer_to_anybody(ada)
    with pytest.raises(PasskeyRefused):
        sign_in(ada, offer, key.answer(offer))
    assert ada.sign_in().user.id == ada.user.id


def test_the_only_way_in_stays(ada: Owner, key: Authenticator, session: Session) -> None:
    passkey_id = ada.add_passkey(key).passkey.id
    session.execute(delete(models.Password))
    session.commit()

    with pytest.raises(LastWayIn), ada.begin() as work:
        use_cases.remove_passkey(work, RemovePasskey(passkey_id=passkey_id))
    assert len(ada.factors().passkeys) == 1


def test_a_person_keeps_up_to_twenty_passkeys(ada: Owner, session: Session) -> None:
    now = datetime.now(UTC)
    session.add_all(
        models.Passkey(
            id=uuid4(),
            user_id=ada.user.id,
            credential_id=bytes([number]),
            public_key=b"",
            sign_count=0,
            name="Key",
            transports=[],
            synced=False,
            created_at=now,
        )
        for number in range(20)
    )
    session.commit()

    with pytest.raises(TooManyPasskeys):
        ada.offer_passkey()


def test_with_a_passkey_the_password_alone_is_not_enough(ada: Owner, key: Authenticator) -> None:
    ada.add_passkey(key)

    with pytest.raises(SecondFactorRequired):
        ada.sign_in()
