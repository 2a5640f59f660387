"""The access matrix: every address that serves bytes or what a course consists of, and to whom.

Whoever is not named in a row as refused is let in. A row without a word about nobody and about the
suspended means that both have to sign in.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.security.schooling import (
    ADMIN,
    COLLEAGUE,
    EVERYBODY,
    MODERATOR,
    NEWCOMER,
    NOBODY,
    STRANGER,
    STUDENT,
    SUPPORT,
    SUSPENDED,
    TEACHER,
)

Refusals = Mapping[str, tuple[str, ...]]
"""Those who are refused, by the name of the refusal."""

LET_IN, SIGN_IN, ROLE = "", "unauthenticated", "forbidden"
NOT_ENROLLED = "courses.not_enrolled"
NOT_RELEASED, LOCKED = "courses.lesson_not_released", "courses.lesson_locked"
NO_COURSE, NO_LESSON, NO_FILE = (f"courses.{one}_not_found" for one in ("course", "lesson", "file"))
NO_ATTEMPT, NO_UPLOAD = "courses.attempt_not_found", "courses.upload_not_found"
NOT_TAUGHT = "courses.not_the_teacher"

LEARNERS = (STRANGER, NEWCOMER, STUDENT)
OUTSIDE = (STRANGER, COLLEAGUE, MODERATOR, SUPPORT)
"""Signed in, but neither enrolled nor at work on the course."""
INSIDE = (NEWCOMER, STUDENT, TEACHER, ADMIN)
ALL_BUT_STUDENT = (STRANGER, NEWCOMER, TEACHER, COLLEAGUE, MODERATOR, SUPPORT, ADMIN)
SIGNED_IN = (*LEARNERS, TEACHER, COLLEAGUE, MODERATOR, SUPPORT, ADMIN)

OPEN: Refusals = {LET_IN: (NOBODY,)}
ENROLLED: Refusals = {NOT_ENROLLED: OUTSIDE}
READERS: Refusals = {NOT_ENROLLED: (NOBODY, *OUTSIDE)}
"""Of lessons, where nobody is told what to do, too: previews are for everybody."""
STUDENTS: Refusals = {NOT_ENROLLED: (*OUTSIDE, TEACHER, ADMIN)}
REVIEWERS: Refusals = {ROLE: (*LEARNERS, SUPPORT), NOT_TAUGHT: (COLLEAGUE,)}
"""The teacher, and moderators and admins, who look at courses."""
OF_DRAFT: Refusals = {ROLE: (*LEARNERS, SUPPORT), NO_COURSE: (COLLEAGUE,)}
"""The same of what is not published, which does not exist for colleagues."""
TEACHERS: Refusals = {
    ROLE: (*LEARNERS, MODERATOR, SUPPORT),
    NOT_TAUGHT: (COLLEAGUE, ADMIN),
}
"""The teacher alone: who studies is nobody else's business."""
GRADERS: Refusals = {ROLE: (*LEARNERS, MODERATOR, SUPPORT), NOT_TAUGHT: (COLLEAGUE,)}
ATTEMPT: Refusals = {NO_ATTEMPT: ALL_BUT_STUDENT}
SENDERS: Refusals = {ROLE: (*LEARNERS, MODERATOR, SUPPORT), NO_UPLOAD: (TEACHER, COLLEAGUE, ADMIN)}
UNSIGNED: Refusals = {NO_FILE: EVERYBODY}


class Row(NamedTuple):
    """An address as the router knows it, with which things in its gaps, and who is refused."""

    route: str
    refused: Refusals
    gaps: Mapping[str, str] = {}
    body: Any = None

    def outcomes(self) -> dict[str, str]:
        """What becomes of everybody: the name of a refusal, or nothing."""
        named = {who: code for code, callers in self.refused.items() for who in callers}
        usual = dict.fromkeys(EVERYBODY, LET_IN) | dict.fromkeys((NOBODY, SUSPENDED), SIGN_IN)
        return usual | named


def of_lesson(name: str, refused: Refusals) -> list[Row]:
    """The page of a lesson and where its film plays."""
    path, gaps = "/v1/lessons/{lesson_id}", {"lesson_id": name}
    return [Row(f"GET {path}", refused, gaps), Row(f"GET {path}/playback", refused, gaps)]


def early(refused: Refusals, code: str) -> Refusals:
    """The same, and the newcomer comes too early."""
    return {**refused, code: (NEWCOMER,)}


_LESSON = "/v1/lessons/{lesson_id}"
_ENROLLMENT = "/v1/enrollments/{course_id}"
_QUIZ, _ATTEMPT = "/v1/quizzes/{lesson_id}", "/v1/attempts/{attempt_id}"
_ANSWER = f"{_ATTEMPT}/answers/{{question_id}}"
_TAUGHT, _WRITTEN = "/v1/teaching/courses/{course_id}", "/v1/teaching/lessons/{lesson_id}"
_GRADED = "/v1/teaching/quizzes/{lesson_id}"
_UPLOAD = "/v1/uploads/{upload_id}"
_SEEN = {"video_id": "{video_id}", "position_seconds": 1, "intervals": [{"start": 0, "end": 1}]}
_DONE = {"completed": True}
_SHEET = {"name": "knot.pdf", "size": 90, "media_type": "application/pdf"}

ROWS: tuple[Row, ...] = (
    *of_lesson("film", READERS),
    *of_lesson("later", early(READERS, NOT_RELEASED)),
    *of_lesson("locked", early(READERS, LOCKED)),
    Row(f"GET {_LESSON}", READERS, {"lesson_id": "first"}),
    Row(f"GET {_LESSON}", OPEN, {"lesson_id": "preview"}),
    Row(
        f"GET {_LESSON}",
        {NO_LESSON: (NOBODY, *OUTSIDE, NEWCOMER, STUDENT)},
        {"lesson_id": "unfinished"},
    ),
    Row(f"PUT {_LESSON}/watching", STUDENTS, {"lesson_id": "film"}, _SEEN),
    Row(f"PUT {_LESSON}/watching", early(STUDENTS, NOT_RELEASED), {"lesson_id": "later"}, _SEEN),
    Row(f"PUT {_LESSON}/watching", early(STUDENTS, LOCKED), {"lesson_id": "locked"}, _SEEN),
    Row(f"PUT {_LESSON}/completion", early(STUDENTS, NOT_RELEASED), {"lesson_id": "later"}, _DONE),
    Row(f"PUT {_LESSON}/completion", early(STUDENTS, LOCKED), {"lesson_id": "locked"}, _DONE),
    # --- the course as its students have it
    Row(f"GET {_ENROLLMENT}", ENROLLED),
    Row(f"GET {_ENROLLMENT}/announcements", ENROLLED),
    Row(f"PUT {_ENROLLMENT}/revision", STUDENTS),
    Row("GET /v1/learners/{learner_id}/enrollments", {"courses.learner_not_found": SIGNED_IN}),
    # --- quizzes
    Row(f"GET {_QUIZ}", ENROLLED, {"lesson_id": "test"}),
    Row(f"GET {_QUIZ}", early(ENROLLED, NOT_RELEASED), {"lesson_id": "exam"}),
    Row(f"POST {_QUIZ}/attempts", early(ENROLLED, NOT_RELEASED), {"lesson_id": "exam"}),
    Row(f"GET {_ATTEMPT}", ATTEMPT),
    Row(f"PUT {_ANSWER}", ATTEMPT, body={"seq": 2, "answer": {"truth": True}}),
    Row(f"POST {_ANSWER}/check", ATTEMPT),
    Row(f"POST {_ANSWER}/uploads", ATTEMPT, {"question_id": "essay"}, _SHEET),
    Row(f"POST {_ATTEMPT}/finish", ATTEMPT),
    Row("GET /v1/teaching/attempts/{attempt_id}", GRADERS),
    Row(f"GET {_GRADED}", REVIEWERS, {"lesson_id": "test"}),
    Row(f"GET {_GRADED}/students", GRADERS, {"lesson_id": "test"}),
    Row(f"GET {_GRADED}/figures", GRADERS, {"lesson_id": "test"}),
    Row(f"GET {_GRADED}/regrades", GRADERS, {"lesson_id": "test"}),
    Row("GET /v1/teaching/regrades/{regrade_id}/changes", GRADERS),
    # --- the course as it is written
    Row(f"GET {_TAUGHT}", REVIEWERS),
    Row(f"GET {_TAUGHT}", OF_DRAFT, {"course_id": "draft"}),
    Row(f"GET {_TAUGHT}/changes", REVIEWERS),
    Row(f"GET {_TAUGHT}/submissions", REVIEWERS),
    Row(f"GET {_TAUGHT}/questions", REVIEWERS),
    Row(f"GET {_TAUGHT}/exports", REVIEWERS),
    Row(f"GET {_TAUGHT}/imports", REVIEWERS),
    Row("GET /v1/teaching/exports/{course_export_id}", OF_DRAFT),
    Row("GET /v1/teaching/imports/{course_import_id}", OF_DRAFT),
    Row(f"GET {_TAUGHT}/files", GRADERS),
    Row(f"GET {_WRITTEN}", REVIEWERS, {"lesson_id": "film"}),
    Row(f"GET {_WRITTEN}", OF_DRAFT, {"lesson_id": "unfinished"}),
    Row(f"GET {_WRITTEN}/changes", REVIEWERS, {"lesson_id": "film"}),
    Row(f"GET {_WRITTEN}/captions", REVIEWERS, {"lesson_id": "film"}),
    # --- its students
    Row(f"GET {_TAUGHT}/students", TEACHERS),
    Row(f"GET {_TAUGHT}/students.csv", TEACHERS),
    Row(f"GET {_TAUGHT}/students/{{student_id}}", TEACHERS),
    Row(f"GET {_TAUGHT}/figures", TEACHERS),
    Row(f"GET {_TAUGHT}/certificate", TEACHERS),
    Row(f"GET {_TAUGHT}/certificate/students", TEACHERS),
    # --- what is somebody's own
    Row("GET /v1/access/{course_id}", {}),
    Row(f"GET {_ENROLLMENT}/certificate", {}),
    Row(f"GET {_ENROLLMENT}/review", {}),
    *(Row(f"GET /v1/certificates/{{code}}{part}", OPEN) for part in ("", "/pdf")),
    Row("GET /v1/me/certificates/{code}/badge", {"courses.certificate_not_found": ALL_BUT_STUDENT}),
    Row("GET /v1/me/exports/{export_id}/file", {"accounts.export_not_found": ALL_BUT_STUDENT}),
    # --- bytes, for whom no signature vouches
    *(Row(f"{method} /files/{{file_id}}", UNSIGNED) for method in ("GET", "HEAD")),
    *(
        Row(f"{method} /media/{{ticket}}/{{name}}", UNSIGNED, {"ticket": "video_id"})
        for method in ("GET", "HEAD")
    ),
    Row(f"PUT {_UPLOAD}", {NO_UPLOAD: SIGNED_IN}, {"upload_id": "video_id"}),
    *(
        Row(f"{method} {_UPLOAD}", SENDERS, {"upload_id": "video_id"})
        for method in ("HEAD", "PATCH", "DELETE")
    ),
)

CONTENT = ("/v1/lessons/", "/v1/enrollments/", "/v1/quizzes/", "/v1/attempts/", "/v1/uploads/")
"""Below these, what changes something answers with content, too."""

ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "for everybody": (
        *("GET /{path}", "HEAD /{path}", "GET /docs", "GET /docs/{path}", "GET /openapi.json"),
        *("GET /health/live", "GET /health/ready", "GET /metrics"),
        *("GET /v1/courses/{slug}", "GET /v1/teachers/{teacher}"),
        "GET /v1/certificate-keys/{key_id}",
        "GET /v1/erasures/{token}",
    ),
    "tests/security/test_live_connection.py": ("GET /socket.io/", "HEAD /socket.io/"),
    "tests/e2e/test_foreign_objects.py": (
        "GET /v1/orders/{order_id}",
        f"PUT {_ENROLLMENT}/review",
        f"DELETE {_ENROLLMENT}/review",
    ),
    "tests/integration/matrix/test_over_amqp.py": (
        "GET /v1/admin/imports/{import_id}",
        "GET /v1/admin/imports/{import_id}/rows",
        *(
            f"GET /v1/admin/users/{{user_id}}{part}"
            for part in ("", "/account", "/audit", "/courses", "/enrollments", "/orders")
        ),
    ),
}
"""Addresses that serve nothing of a course, by what proves them; lists are in `test_lists.py`."""
