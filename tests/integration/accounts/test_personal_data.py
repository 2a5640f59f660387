"""Taking one's data along and leaving, on a real database."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AddressMistyped,
    ErasureNotFound,
    ExportNotFound,
    ExportNotReady,
    ExportRunning,
    LastAdmin,
    StudentsDepend,
    WrongCredentials,
)
from contracts.accounts.guardianships import GuardianshipOrigin, GuardianshipState
from contracts.accounts.messages import UserStatus
from contracts.accounts.personal_data import (
    DataExport,
    ErasureFinished,
    ErasureState,
    ExportReady,
    ExportState,
    GetErasure,
    GetExportFile,
    ListExports,
    RequestErasure,
    RequestExport,
)
from contracts.accounts.profiles import PictureRetired, SetPicture, UpdateProfile
from contracts.accounts.sessions import SessionsRevoked
from contracts.courses.events import CoursePublished, EnrollmentCreated
from contracts.errors import StepUpRequired
from contracts.privacy import (
    AccountsUserErased,
    AccountsUserExported,
    CoursesUserErased,
    CoursesUserExported,
    ErasureRequested,
    ExportRequested,
    NotificationsUserErased,
    NotificationsUserExported,
    PaymentsUserErased,
    PaymentsUserExported,
)
from contracts.types import Money, Role
from services.accounts import models
from services.accounts.config import AccountsSettings
from services.accounts.policies.personal_data import pseudonym
from services.accounts.use_cases import erasures, exports
from services.common.desk import Desk
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from tests.factories import recorded
from tests.factories.accounts import (
    actor_of,
    add_user,
    make_open_session,
    make_registration,
    make_sign_in,
    proven_actor,
)
from tests.integration.accounts.conftest import Ask, Tell

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)

EXPORTED = {
    "courses": CoursesUserExported,
    "payments": PaymentsUserExported,
    "notifications": NotificationsUserExported,
}
ERASED = {
    "accounts": AccountsUserErased,
    "courses": CoursesUserErased,
    "payments": PaymentsUserErased,
    "notifications": NotificationsUserErased,
}


@pytest.fixture
def lina(session: Session) -> models.User:
    user = add_user(session, name="Lina Haddad", email="lina@example.org", locale="ar")
    session.add(make_open_session(user.id))
    session.commit()
    return user


@pytest.fixture
def collected(
    ask: Ask, tell: Tell, session: Session, parcels: ParcelService
) -> Callable[[models.User], DataExport]:
    """Lets every service answer a request for somebody's data."""

    def act(user: models.User) -> DataExport:
        started = ask(RequestExport(), proven_actor(user))
        wish = ExportRequested(export_id=started.id, user_id=user.id)
        tell("export_user", wish)
        tell("gather_accounts_part", events(session, event_type=AccountsUserExported)[-1])
        for service, answer in EXPORTED.items():
            content = parcels.pack({"things": [{"kept_by": service}]})
            part = answer(export_id=started.id, user_id=user.id, sealed_content=content)
            tell(f"gather_{service}_part", part)
        return ask(ListExports(), actor_of(user))[0]

    return act


def test_a_collection_holds_a_page_to_read_and_json_of_every_service(
    ask: Ask,
    collected: Callable[[models.User], DataExport],
    lina: models.User,
    files: FileStore,
    session: Session,
) -> None:
    picture = uuid4()
    files.write(picture, b"a picture")
    ask(SetPicture(file_id=picture), actor_of(lina))
    ask(UpdateProfile(bio="I like <maps>."), actor_of(lina))

    export = collected(lina)

    file = ask(GetExportFile(export_id=export.id), proven_actor(lina))
    archive = zipfile.ZipFile(io.BytesIO(files.read(file.file_id) or b""))
    accounts = msgspec.json.decode(archive.read("accounts.json"))
    assert export.state is ExportState.READY
    assert set(archive.namelist()) == {
        "index.html",
        "picture.webp",
        *(f"{service}.json" for service in ("accounts", *EXPORTED)),
    }
    assert accounts["users"][0]["email"] == "lina@example.org"
    assert accounts["profiles"][0]["bio"] == "I like <maps>."
    assert 'dir="rtl"' in archive.read("index.html").decode()
    assert "I like &lt;maps&gt;." in archive.read("index.html").decode()
    assert [one.user_id for one in events(session, event_type=ExportReady)] == [lina.id]


def test_no_secret_is_handed_out(
    collected: Callable[[models.User], DataExport], lina: models.User, files: FileStore
) -> None:
    export = collected(lina)

    archive = zipfile.ZipFile(io.BytesIO(files.read(export.id) or b""))
    text = archive.read("accounts.json").decode()
    assert "no hash" not in text
    assert not {"hash", "token_hash", "sealed_contact"} & set(
        msgspec.json.decode(text).get("passwords", [{}])[0]
    )


def test_the_page_shows_who_has_answered(
    ask: Ask, tell: Tell, lina: models.User, session: Session
) -> None:
    started = ask(RequestExport(), proven_actor(lina))
    tell("export_user", ExportRequested(export_id=started.id, user_id=lina.id))
    tell("gather_accounts_part", events(session, event_type=AccountsUserExported)[-1])

    (shown,) = ask(ListExports(), actor_of(lina))

    assert shown.state is ExportState.COLLECTING
    assert {part.service for part in shown.parts if part.done} == {"accounts"}
    with pytest.raises(ExportNotReady):
        ask(GetExportFile(export_id=started.id), proven_actor(lina))
    with pytest.raises(ExportRunning):
        ask(RequestExport(), proven_actor(lina))


def test_an_answer_that_comes_twice_changes_nothing(
    collected: Callable[[models.User], DataExport],
    tell: Tell,
    lina: models.User,
    session: Session,
    parcels: ParcelService,
) -> None:
    export = collected(lina)

    late = CoursesUserExported(
        export_id=export.id, user_id=lina.id, sealed_content=parcels.pack({})
    )
    tell("gather_courses_part", late)

    assert len(events(session, event_type=ExportReady)) == 1
    contents = session.scalars(select(models.DataPart.sealed_content))
    assert set(contents) == {None}


def test_a_collection_is_its_owners_who_shows_who_they_are(
    ask: Ask,
    collected: Callable[[models.User], DataExport],
    lina: models.User,
    session: Session,
) -> None:
    export = collected(lina)
    stranger = add_user(session)
    session.commit()

    with pytest.raises(ExportNotFound):
        ask(GetExportFile(export_id=export.id), proven_actor(stranger))
    with pytest.raises(StepUpRequired):
        ask(GetExportFile(export_id=export.id), actor_of(lina))
    with pytest.raises(StepUpRequired):
        ask(RequestExport(), actor_of(lina))


def test_after_a_week_the_file_is_gone(
    ask: Ask,
    collected: Callable[[models.User], DataExport],
    lina: models.User,
    desk: Desk,
    files: FileStore,
    session: Session,
) -> None:
    export = collected(lina)
    session.execute(update(models.DataRequest).values(expires_at=datetime.now(UTC)))
    session.commit()

    with pytest.raises(ExportNotReady):
        ask(GetExportFile(export_id=export.id), proven_actor(lina))
    exports.forget_exports(desk.begin, files)

    assert files.read(export.id) is None
    assert ask(ListExports(), actor_of(lina)) == []


def leave(ask: Ask, user: models.User) -> str:
    """Delete the account; the token of the progress page."""
    return ask(RequestErasure(email=user.email), proven_actor(user)).token


def test_the_account_closes_at_once(ask: Ask, lina: models.User, session: Session) -> None:
    leave(ask, lina)

    session.refresh(lina)
    assert lina.status is UserStatus.ERASED
    assert [one.user_id for one in events(session, event_type=SessionsRevoked)] == [lina.id]
    assert session.get(models.Password, lina.id) is None


def test_everything_personal_goes_and_the_address_is_free_again(
    ask: Ask, tell: Tell, lina: models.User, session: Session
) -> None:
    ask(SetPicture(file_id=uuid4()), actor_of(lina))
    leave(ask, lina)
    (wish,) = events(session, event_type=ErasureRequested)

    tell("erase_user", wish)
    tell("erase_user", wish)

    session.refresh(lina)
    assert lina.name == pseudonym(lina.id) == wish.pseudonym
    assert "lina" not in lina.email
    assert session.get(models.Profile, lina.id) is None
    for table in (models.Session, models.KnownDevice, models.EmailConfirmation):
        mine = select(func.count()).select_from(table).where(table.user_id == lina.id)
        assert session.scalar(mine) == 0
    assert len(events(session, event_type=PictureRetired)) == 1
    ask(make_registration(email="lina@example.org"))
    again = select(models.User).where(models.User.email == "lina@example.org")
    assert session.scalars(again).one().id != lina.id


def test_when_every_service_has_forgotten_the_last_mail_goes_out(
    ask: Ask, tell: Tell, lina: models.User, session: Session
) -> None:
    token = leave(ask, lina)
    (wish,) = events(session, event_type=ErasureRequested)
    answers = [answer(erasure_id=wish.erasure_id, user_id=lina.id) for answer in ERASED.values()]
    for service, answer in zip(list(ERASED)[:3], answers[:3], strict=True):
        tell(f"note_{service}_erased", answer)
    before = ask(GetErasure(token=token))

    for _ in range(2):
        tell("note_notifications_erased", answers[3])

    after = ask(GetErasure(token=token))
    (finished,) = events(session, event_type=ErasureFinished)
    assert (before.state, after.state) == (ErasureState.ERASING, ErasureState.ERASED)
    assert [part.service for part in before.parts if not part.done] == ["notifications"]
    assert (finished.contact.email, finished.contact.locale) == ("lina@example.org", "ar")
    assert set(session.scalars(select(models.DataRequest.sealed_contact))) == {None}


def test_a_guessed_token_shows_nothing(ask: Ask) -> None:
    with pytest.raises(ErasureNotFound):
        ask(GetErasure(token="x" * 43))


def test_deleting_wants_the_address_and_a_fresh_proof(ask: Ask, lina: models.User) -> None:
    with pytest.raises(AddressMistyped):
        ask(RequestErasure(email="lena@example.org"), proven_actor(lina))
    with pytest.raises(StepUpRequired):
        ask(RequestErasure(email=lina.email), actor_of(lina))


def test_the_last_admin_stays(ask: Ask, session: Session) -> None:
    sam = add_user(session, role=Role.ADMIN)
    session.commit()

    with pytest.raises(LastAdmin):
        leave(ask, sam)

    add_user(session, role=Role.ADMIN)
    session.commit()
    assert leave(ask, sam)


def test_a_teacher_with_students_hands_over_first(ask: Ask, tell: Tell, session: Session) -> None:
    amina = add_user(session, role=Role.TEACHER)
    session.commit()
    course = uuid4()
    studied = EnrollmentCreated(
        course_id=course, course_slug="maps", course_title="Maps", student_id=uuid4()
    )
    published = CoursePublished(
        course_id=course,
        slug="maps",
        title="Maps",
        teacher_id=amina.id,
        price=Money(amount=0, currency="EUR"),
    )
    tell("remember_course_student", studied)
    tell("remember_taught_course", published)

    with pytest.raises(StudentsDepend):
        leave(ask, amina)


def test_a_learner_below_the_age_loses_a_guardian_who_leaves(
    ask: Ask, lina: models.User, session: Session
) -> None:
    child = add_user(session, email="child@example.org")
    session.add(models.Profile(user_id=child.id, birth_on=datetime.now(UTC).date()))
    session.add(
        models.Guardianship(
            id=uuid4(),
            learner_id=child.id,
            guardian_id=lina.id,
            guardian_email=lina.email,
            origin=GuardianshipOrigin.CHILD,
            state=GuardianshipState.ACTIVE,
            requested_at=datetime.now(UTC),
        )
    )
    session.commit()

    leave(ask, lina)

    session.refresh(child)
    assert child.status is UserStatus.AWAITING_CONSENT


def test_an_account_that_no_guardian_wants_is_deleted_after_a_month(
    desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=31)
    old = add_user(session, status=UserStatus.AWAITING_CONSENT, confirmed_at=long_ago)
    new = add_user(session, status=UserStatus.AWAITING_CONSENT, confirmed_at=datetime.now(UTC))
    session.commit()

    erasures.erase_unconsented(desk.begin, settings)

    session.expire_all()
    assert session.get_one(models.User, old.id).status is UserStatus.ERASED
    assert session.get_one(models.User, new.id).status is UserStatus.AWAITING_CONSENT


def test_a_wrong_password_after_leaving_says_no_more_than_for_strangers(
    ask: Ask, lina: models.User
) -> None:
    leave(ask, lina)

    with pytest.raises(WrongCredentials):
        ask(make_sign_in("lina@example.org"))
