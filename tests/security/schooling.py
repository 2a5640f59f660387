"""A school for the access matrix: a course with everything in it, and everybody who may come by."""

import os
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import create_engine, text

from contracts.types import Role
from tests.factories.films import make_film
from tests.security.belongings import DRAFT, EMPTY_ZIP
from tests.security.strangers import Headers, Strangers
from tests.waiting import until

PATIENCE = 90
DRIP_DAYS = 30
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

NOBODY, STRANGER, NEWCOMER, STUDENT = "nobody", "stranger", "newcomer", "student"
SUSPENDED, TEACHER, COLLEAGUE = "suspended", "teacher", "colleague"
MODERATOR, SUPPORT, ADMIN = "moderator", "support", "admin"
EVERYBODY = (
    *(NOBODY, STRANGER, NEWCOMER, STUDENT, SUSPENDED),
    *(TEACHER, COLLEAGUE, MODERATOR, SUPPORT, ADMIN),
)
"""The student came long ago and has done the first lesson, the newcomer today and has not; the
suspended one is enrolled and sends the token of before. A colleague teaches something else."""

_ROLES = {
    TEACHER: Role.TEACHER,
    COLLEAGUE: Role.TEACHER,
    MODERATOR: Role.MODERATOR,
    SUPPORT: Role.SUPPORT,
    ADMIN: Role.ADMIN,
}


class School(NamedTuple):
    """Who there is, and the ids of what there is, each by its name."""

    people: dict[str, Headers]
    ids: dict[str, str]
    strangers: Strangers

    def make(self, who: str, path: str, body: Any) -> dict[str, Any]:
        """What somebody makes at an address."""
        made: dict[str, Any] = self.strangers.post(path, body, self.people[who])
        return made

    def see(self, who: str, path: str) -> Any:
        """What somebody is shown."""
        return self.strangers.get(path, self.people[who])

    def upload(self, path: str, name: str, media_type: str, content: bytes) -> str:
        """Add a file to the course; its id."""
        announced = {"name": name, "size": len(content), "media_type": media_type}
        upload = self.make(TEACHER, path, announced)
        self.strangers.send(upload["url"], content, media_type, self.people[TEACHER])
        return str(upload["id"])


def build(strangers: Strangers, folder: Path) -> School:
    """Open the school."""
    people = _people(strangers)
    school = School({who: one["headers"] for who, one in people.items()}, {}, strangers)
    school.ids["student_id"] = people[STUDENT]["id"]
    school.ids["user_id"] = people[STUDENT]["id"]
    course = school.make(TEACHER, "/v1/teaching/courses", DRAFT)["id"]
    school.ids["course_id"] = course
    taught = f"/v1/teaching/courses/{course}"
    _lessons(school, taught, _film(folder))
    _quizzes(school, taught)
    _certify(school, taught)
    _publish(school, course)
    _unpublished(school)
    _study(school, course)
    _attempt(school)
    _packages(school)
    _suspend(school, people[SUSPENDED]["id"])
    return school


def _film(folder: Path) -> bytes:
    """Two seconds, large enough to be made in two sizes."""
    return make_film(folder / "film.mp4", seconds=2, size="640x360").read_bytes()


def _people(strangers: Strangers) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {NOBODY: {"id": "", "headers": {}}}
    for who in EVERYBODY[1:]:
        opened = strangers.open_session(strangers.make(_ROLES.get(who, Role.STUDENT)))
        headers = {"Authorization": f"Bearer {opened['access_token']}"}
        found[who] = {"id": opened["user"]["id"], "headers": headers}
    return found


def _lessons(school: School, taught: str, film: bytes) -> None:
    """A film, an article behind another, a preview, and a film that opens later."""
    sheet = school.upload(f"{taught}/uploads", "notes.pdf", "application/pdf", PDF)
    video = school.upload(f"{taught}/uploads", "film.mp4", "video/mp4", film)
    school.ids.update({"file_id": sheet, "video_id": video})
    module = school.make(TEACHER, f"{taught}/modules", {"title": "One"})["outline"][0]["id"]
    school.ids["module_id"] = module
    add = f"/v1/teaching/modules/{module}/lessons"
    shown: dict[str, dict[str, Any]] = {
        "first": {"body": f"[Notes](file:{sheet})"},
        "preview": {"body": "Look.", "preview": True},
        "film": {"kind": "video", "video_file_id": video},
        "later": {"kind": "video", "video_file_id": video},
        "locked": {"kind": "video", "video_file_id": video},
        "test": {"kind": "quiz"},
        "exam": {"kind": "quiz"},
    }
    for title, fields in shown.items():
        school.ids[title] = school.make(TEACHER, add, {"title": title, **fields})["id"]
    for name in ("later", "exam"):
        _change(school, name, release_after_days=DRIP_DAYS)
    _change(school, "locked", requires=[school.ids["first"]])
    captions = {"label": "English", "content": "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"}
    path = f"/v1/teaching/lessons/{school.ids['film']}/captions/en"
    school.strangers.put(path, captions, school.people[TEACHER])


def _change(school: School, lesson: str, **fields: Any) -> None:
    path = f"/v1/teaching/lessons/{school.ids[lesson]}"
    school.strangers.patch(path, fields, school.people[TEACHER])


def _quizzes(school: School, taught: str) -> None:
    """Each asks for an essay with files and for a truth; what is answered can be checked."""
    content: dict[str, dict[str, Any]] = {
        "essay": {"type": "essay", "prompt": "Tie one.", "answer_form": "either"},
        "question_id": {"type": "true_false", "prompt": "Is a bowline a knot?"},
    }
    for name, asked in content.items():
        made = school.make(TEACHER, f"{taught}/questions", {"content": asked})
        school.ids[name] = made["id"]
    slots = {"slots": [{"question_id": school.ids[name]} for name in content]}
    settings = {"settings": {"feedback_timing": "immediately", "attempts_allowed": 1}}
    for quiz in ("test", "exam"):
        path = f"/v1/teaching/quizzes/{school.ids[quiz]}"
        school.strangers.put(f"{path}/slots", slots, school.people[TEACHER])
        school.strangers.put(f"{path}/settings", settings, school.people[TEACHER])


def _certify(school: School, taught: str) -> None:
    rule = {"rule": {"offered": True, "lessons_percent": 1}}
    school.strangers.put(f"{taught}/certificate", rule, school.people[TEACHER])


def _publish(school: School, course: str) -> None:
    school.make(TEACHER, f"/v1/teaching/courses/{course}/submission", {})
    school.make(MODERATOR, f"/v1/admin/courses/{course}/approval", {"checks": []})


def _unpublished(school: School) -> None:
    """A course that is being written."""
    course = school.make(TEACHER, "/v1/teaching/courses", DRAFT)["id"]
    taught = f"/v1/teaching/courses/{course}"
    module = school.make(TEACHER, f"{taught}/modules", {"title": "One"})["outline"][0]["id"]
    lesson = {"title": "Unfinished", "body": "Soon."}
    made = school.make(TEACHER, f"/v1/teaching/modules/{module}/lessons", lesson)
    school.ids.update({"draft": course, "unfinished": made["id"]})
    package = school.upload(f"{taught}/uploads", "knots.zip", "application/zip", EMPTY_ZIP)
    job = school.make(TEACHER, f"{taught}/imports", {"file_id": package})
    school.ids["course_import_id"] = job["id"]


def _study(school: School, course: str) -> None:
    """The student came before the lessons that open later have opened, and earns a certificate."""
    for who in (STUDENT, NEWCOMER, SUSPENDED):
        school.make(who, "/v1/enrollments", {"course_id": course})
    engine = create_engine(os.environ["COURSES_DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE enrollments SET enrolled_at = enrolled_at - make_interval(days => :days)"
                " WHERE student_id = :student"
            ),
            {"days": DRIP_DAYS + 1, "student": school.ids["student_id"]},
        )
    engine.dispose()
    path = f"/v1/lessons/{school.ids['first']}/completion"
    school.strangers.put(path, {"completed": True}, school.people[STUDENT])
    announced = {"subject": "News", "body": "New knots."}
    school.make(TEACHER, f"/v1/teaching/courses/{course}/announcements", announced)
    cards = until(lambda: school.see(STUDENT, "/v1/me/certificates")["items"], seconds=PATIENCE)
    school.ids["code"] = cards[0]["code"]


def _attempt(school: School) -> None:
    """The student's attempt, a sheet handed in with it, and a regrade by the teacher."""
    quiz = school.ids["test"]
    attempt = school.make(STUDENT, f"/v1/quizzes/{quiz}/attempts", {})["id"]
    path = f"/v1/attempts/{attempt}/answers/{school.ids['essay']}"
    announced = {"name": "knot.pdf", "size": len(PDF), "media_type": "application/pdf"}
    upload = school.make(STUDENT, f"{path}/uploads", announced)
    school.strangers.send(upload["url"], PDF, "application/pdf", school.people[STUDENT])
    answer = {"seq": 1, "answer": {"text": "So.", "file_ids": [upload["id"]]}}
    school.strangers.put(path, answer, school.people[STUDENT])
    reason = {"reason": "To be sure."}
    regrade = school.make(TEACHER, f"/v1/teaching/quizzes/{quiz}/regrades", reason)
    school.ids.update(
        {"attempt_id": attempt, "regrade_id": regrade["id"], "handed_in": upload["id"]}
    )


def _packages(school: School) -> None:
    """The unpublished course taken out, and what the student takes along of their own."""
    path = f"/v1/teaching/courses/{school.ids['draft']}/exports"
    job = school.make(TEACHER, path, {"format": "olx"})
    taken = school.make(STUDENT, "/v1/me/exports", {})
    school.ids.update({"course_export_id": job["id"], "export_id": taken["id"]})

    def is_packed() -> bool:
        return bool(school.see(TEACHER, f"/v1/teaching/exports/{job['id']}")["url"])

    def is_ready() -> bool:
        mine = school.see(STUDENT, "/v1/me/exports")
        return any(one["id"] == taken["id"] and one["state"] == "ready" for one in mine)

    def is_prepared() -> bool:
        playback = school.see(TEACHER, f"/v1/lessons/{school.ids['film']}/playback")
        return bool(playback["hls_url"] and playback["poster_url"])

    for check in (is_packed, is_ready, is_prepared):
        until(check, seconds=PATIENCE, every=0.5)


def _suspend(school: School, user_id: str) -> None:
    path = f"/v1/lessons/{school.ids['film']}/playback"
    school.ids["suspended_film"] = school.see(SUSPENDED, path)["url"]
    reason = {"reason": "Shared the films."}
    school.make(ADMIN, f"/v1/admin/users/{user_id}/suspension", reason)
