"""An academy in a moment of time, for screens to show."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from console.figures import Overview
from console.person_story import PersonStory
from contracts.accounts.audit import AuditVerdict
from contracts.accounts.imports import Import, ImportReport, ImportRow, RowFate
from contracts.accounts.invitations import Invitation, InvitationState
from contracts.accounts.messages import AccountsOverview, AuditEntry, User, UserStatus
from contracts.accounts.people import FactorsHeld, LinkedSignIn, Person
from contracts.accounts.proposals import RoleProposal
from contracts.accounts.sessions import Device
from contracts.courses.resources import (
    CourseDraft,
    CoursesOverview,
    CourseStatus,
    Enrollment,
    LessonDraft,
    LessonKind,
    LessonSummary,
    Level,
    Licence,
    Module,
    Teacher,
)
from contracts.payments.messages import AdminOrder, OrderStatus, PaymentsOverview
from contracts.types import Money, Page, Role

NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
_NAMESPACE = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")


def make_id(name: str) -> UUID:
    """The same id for the same name, always."""
    return uuid5(_NAMESPACE, name.encode("utf-8", "replace").decode())


def make_user(name: str = "Ada Lovelace", **changes: Any) -> User:
    """A confirmed student, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id(name),
        "email": f"{name.lower().replace(' ', '.')}@example.org",
        "name": name,
        "role": Role.STUDENT,
        "status": UserStatus.ACTIVE,
        "locale": "en",
        "created_at": NOW - timedelta(days=3),
    }
    return User(**(fields | changes))


ADMIN = make_user("Grace Hopper", role=Role.ADMIN)


def make_lesson(
    title: str, kind: LessonKind = LessonKind.ARTICLE, minutes: int = 8
) -> LessonSummary:
    """A lesson in an outline."""
    return LessonSummary(
        id=make_id(title), title=title, kind=kind, duration_minutes=minutes, preview=False
    )


def make_outline() -> list[Module]:
    """Two modules with five lessons."""
    return [
        Module(
            id=make_id("m1"),
            title="First steps",
            lessons=[
                make_lesson("What a program is"),
                make_lesson("Setting up", LessonKind.VIDEO, 12),
                make_lesson("Values and names"),
            ],
        ),
        Module(
            id=make_id("m2"),
            title="Working with data",
            lessons=[
                make_lesson("Lists and loops", LessonKind.YOUTUBE, 21),
                make_lesson("Reading files", minutes=95),
            ],
        ),
    ]


def make_course(title: str = "Python from the ground up", **changes: Any) -> CourseDraft:
    """A course that waits for its review, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id(title),
        "slug": title.lower().replace(" ", "-"),
        "title": title,
        "summary": "Write programs that other people can read.",
        "category": "programming",
        "category_name": "Programming",
        "level": Level.BEGINNER,
        "language": "en",
        "teacher": Teacher(id=make_id("Amina Rahimi"), name="Amina Rahimi"),
        "price": Money(amount=4900, currency="EUR"),
        "lesson_count": 5,
        "duration_minutes": 144,
        "cover_url": None,
        "status": CourseStatus.SUBMITTED,
        "description_html": "",
        "outline": make_outline(),
        "licence": Licence(
            name="CC BY 4.0", url="https://example.org/by", credit="Open Courses", credit_url=""
        ),
        "published_at": None,
        "description": "Starts from *nothing* and ends with a small program of your own.\n\n"
        "- values and names\n- lists and loops\n- files\n",
        "review_note": "",
        "submitted_at": NOW - timedelta(hours=5),
    }
    return CourseDraft(**(fields | changes))


def make_courses() -> list[CourseDraft]:
    """A queue of four, of different makes."""
    return [
        make_course(),
        make_course(
            "Statistics without tears, for people who were told they cannot do mathematics",
            teacher=Teacher(id=make_id("Jo"), name="Josephine Baker-Montgomery"),
            price=Money(amount=129900, currency="EUR"),
            category_name="Mathematics",
        ),
        make_course(
            "日本語のはじめかた", price=Money(amount=5800, currency="JPY"), lesson_count=48
        ),
        make_course("Free verse", price=Money(amount=0, currency="EUR"), duration_minutes=35),
    ]


LESSON_BODY = """# Values and names

A **name** stands for a value. Python makes the name when you assign:

```python
total = 3 * 14
print(f"{total=}")
```

| Sign | Meaning |
| ---- | ------- |
| `=`  | assign  |
| `==` | compare |

> Read `=` as *becomes*, not as *equals*.

1. Open the [exercise](https://example.org/exercise).
2. Change `14` and run it again.
"""


LINKED_VIDEO = f"https://films.example.org/{'far/' * 20}knots.mp4"


def make_lesson_draft(lesson: LessonSummary, body: str = LESSON_BODY) -> LessonDraft:
    """A lesson with its text."""
    return LessonDraft(
        id=lesson.id,
        title=lesson.title,
        kind=lesson.kind,
        duration_minutes=lesson.duration_minutes,
        preview=lesson.preview,
        course_id=make_id("course"),
        module_id=make_id("m1"),
        body=body,
        body_html="",
        youtube_id="dQw4w9WgXcQ" if lesson.kind is LessonKind.YOUTUBE else None,
        video_url=LINKED_VIDEO if lesson.kind is LessonKind.LINK else None,
        video=None,
    )


def make_order(number: int, **changes: Any) -> AdminOrder:
    """A paid order, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id(f"order {number}"),
        "number": f"A-{number:06d}",
        "course_id": make_id("course"),
        "course_slug": "python",
        "course_title": "Python from the ground up",
        "price": Money(amount=4900, currency="EUR"),
        "status": OrderStatus.PAID,
        "provider": "stripe",
        "created_at": NOW - timedelta(hours=number),
        "paid_at": NOW - timedelta(hours=number) + timedelta(minutes=2),
        "receipt_number": f"R-{number:06d}",
        "buyer_id": make_id("Ada Lovelace"),
        "buyer_name": "Ada Lovelace",
        "buyer_email": "ada@example.org",
        "provider_reference": f"cs_test_{number:04d}",
    }
    return AdminOrder(**(fields | changes))


def make_orders() -> list[AdminOrder]:
    """One of each status."""
    unpaid = {"paid_at": None, "receipt_number": None}
    return [
        make_order(1, status=OrderStatus.PENDING, **unpaid),
        make_order(2, buyer_name="Émilie du Châtelet", price=Money(amount=129900, currency="EUR")),
        make_order(3, status=OrderStatus.EXPIRED, **unpaid),
    ]


def make_entry(position: int, **changes: Any) -> AuditEntry:
    """An approval by the admin at the desk, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id(f"entry {position}"),
        "position": position,
        "service": "courses",
        "action": "course.approved",
        "actor_id": ADMIN.id,
        "actor_name": ADMIN.name,
        "target_type": "course",
        "target_id": str(make_id("course")),
        "target_label": "Python from the ground up",
        "reason": "",
        "before": {"status": "submitted"},
        "after": {"status": "published"},
        "correlation_id": "01JD2Q7M8K",
        "address": "192.0.2.44",
        "recorded_at": NOW - timedelta(hours=2),
        "hash": f"{position:02x}c4" * 16,
    }
    return AuditEntry(**(fields | changes))


def make_entry_about_ada(position: int, action: str, **changes: Any) -> AuditEntry:
    """Something about one person."""
    ada, label = make_id("Ada Lovelace"), "Ada Lovelace <ada@example.org>"
    person = {"service": "accounts", "target_type": "user", "target_id": str(ada)}
    return make_entry(position, **(person | {"target_label": label, "action": action} | changes))


def make_entries() -> list[AuditEntry]:
    """A role change, something done in somebody's name, a lockout, an approval."""
    return [
        make_entry_about_ada(
            4,
            "role.changed",
            reason="Teaches the course on engines from Monday on.",
            before={"role": "student"},
            after={"role": "teacher"},
            recorded_at=NOW - timedelta(minutes=4),
        ),
        make_entry_about_ada(
            3,
            "profile.changed",
            on_behalf_of=make_id("Ada Lovelace"),
            on_behalf_of_name="Ada Lovelace",
            before={"bio": "I count.\nI write.", "languages": ["en"]},
            after={"bio": "I compute.\nI write.", "languages": ["en", "fr"]},
            recorded_at=NOW - timedelta(minutes=31),
        ),
        make_entry_about_ada(
            2,
            "security.sign_in_locked",
            actor_name="Academy",
            before={},
            after={"attempts": 10},
            recorded_at=NOW - timedelta(hours=1),
        ),
        make_entry(1),
    ]


def make_verdict(**changes: Any) -> AuditVerdict:
    """The log holds to its end."""
    fields: dict[str, Any] = {"verified_to": 4, "head": 4, "anchors": 2, "finished": True}
    return AuditVerdict(**(fields | changes))


def make_people() -> list[User]:
    """One of each role and status."""
    return [
        make_user(),
        make_user("Amina Rahimi", role=Role.TEACHER, created_at=NOW - timedelta(days=200)),
        make_user("Mary Shelley", status=UserStatus.UNCONFIRMED, created_at=NOW),
        make_user("Lord Byron", status=UserStatus.SUSPENDED),
        ADMIN,
    ]


def make_overview(**changes: Any) -> Overview:
    """A busy academy."""
    fields: dict[str, Any] = {
        "accounts": AccountsOverview(
            users=1284, students=1240, teachers=41, admins=3, registered_today=17
        ),
        "courses": CoursesOverview(
            published=96, submitted=4, drafts=23, enrollments=5310, enrolled_today=38
        ),
        "payments": PaymentsOverview(
            revenue=[
                Money(amount=18_423_900, currency="EUR"),
                Money(amount=580_000, currency="JPY"),
            ],
            revenue_today=[Money(amount=127_400, currency="EUR")],
            paid_orders=2103,
            pending_orders=6,
        ),
    }
    return Overview(**(fields | changes))


def make_proposal(**changes: Any) -> RoleProposal:
    """Somebody else's wish to make Amina an admin, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id("proposal"),
        "user_id": make_id("Amina Rahimi"),
        "user_name": "Amina Rahimi",
        "user_email": "amina.rahimi@example.org",
        "proposer_id": make_id("Ines Moreau"),
        "proposer_name": "Ines Moreau",
        "reason": "Takes over while Sam is away.",
        "created_at": NOW - timedelta(hours=3),
        "expires_at": NOW + timedelta(hours=69),
    }
    return RoleProposal(**(fields | changes))


def make_device(name: str, **changes: Any) -> Device:
    """A browser that was used a while ago."""
    fields: dict[str, Any] = {
        "id": make_id(name),
        "user_agent": name,
        "address": "192.0.2.7",
        "created_at": NOW - timedelta(days=9),
        "last_used_at": NOW - timedelta(minutes=20),
        "current": False,
    }
    return Device(**(fields | changes))


def make_story(user: User, **changes: Any) -> PersonStory:
    """A person with two devices, an app, a course of each kind and an order."""
    person = Person(
        user=user,
        confirmed_at=user.created_at + timedelta(minutes=4),
        factors=FactorsHeld(app=True, passkeys=2, recovery_codes=7),
        linked=[LinkedSignIn(provider="google", email=user.email, linked_at=NOW)],
        devices=[
            make_device("Firefox on Linux"),
            make_device("Safari on iPhone", impersonated=True),
        ],
    )
    studied = Enrollment(
        course=make_course(), enrolled_at=NOW, completed_lessons=3, next_lesson_id=None
    )
    fields: dict[str, Any] = {
        "person": person,
        "entries": Page(items=make_entries()[:3], next="20"),
        "enrollments": Page(items=[studied]),
        "taught": Page(items=make_courses()[1:2]),
        "orders": Page(items=make_orders()),
    }
    return PersonStory(**(fields | changes))


def make_invitation(email: str = "emmy@example.org", **changes: Any) -> Invitation:
    """An open invitation of a student, sent an hour ago, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id(email),
        "email": email,
        "name": "Emmy Noether",
        "role": Role.STUDENT,
        "locale": "en",
        "state": InvitationState.PENDING,
        "invited_by_name": ADMIN.name,
        "imported": False,
        "created_at": NOW - timedelta(hours=1),
        "sent_at": NOW - timedelta(hours=1),
        "times_sent": 1,
        "expires_at": NOW + timedelta(days=7, hours=-1),
        "settled_at": None,
    }
    return Invitation(**(fields | changes))


def make_invitations() -> list[Invitation]:
    """One of each state."""
    past = NOW - timedelta(days=2)
    return [
        make_invitation(),
        make_invitation("hilbert@example.org", name="", role=Role.TEACHER, imported=True),
        make_invitation(
            "klein@example.org",
            name="Felix Klein",
            state=InvitationState.ACCEPTED,
            settled_at=past,
        ),
        make_invitation("cantor@example.org", state=InvitationState.EXPIRED, expires_at=past),
        make_invitation("weyl@example.org", state=InvitationState.REVOKED, settled_at=past),
    ]


def make_row(line: int, fate: RowFate = RowFate.READY, **changes: Any) -> ImportRow:
    """A student's row that is in order, unless told otherwise."""
    fields: dict[str, Any] = {
        "line": line,
        "email": f"pupil.{line}@example.org",
        "name": f"Pupil {line}",
        "role": "student",
        "locale": "en",
        "fate": fate,
    }
    return ImportRow(**(fields | changes))


def make_report(**changes: Any) -> ImportReport:
    """A file of five rows: one wrong, one known, one that wants a look."""
    wrong = ["“pupil” is no e-mail address.", "“king” is no role; there are student and teacher."]
    rows = [
        make_row(4, RowFate.WRONG, email="pupil", role="king", problems=wrong),
        make_row(3, RowFate.KNOWN, problems=["There is an account with this address."]),
        make_row(5, name="", warnings=["There is no name; the person will write it."]),
        make_row(2),
        make_row(6, role="teacher"),
    ]
    fields: dict[str, Any] = {
        "total": 5,
        "ready": 3,
        "known": 1,
        "wrong": 1,
        "warned": 1,
        "refusals": [],
        "notes": ["The column “class” is not read."],
        "rows": rows,
    }
    return ImportReport(**(fields | changes))


def make_import(**changes: Any) -> Import:
    """An import of five rows that has just begun, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id("import"),
        "file_name": "class-7b.csv",
        "started_by_name": ADMIN.name,
        "started_at": NOW - timedelta(minutes=2),
        "finished_at": None,
        "total": 5,
        "waiting": 3,
        "invited": 0,
        "known": 1,
        "wrong": 1,
    }
    return Import(**(fields | changes))
