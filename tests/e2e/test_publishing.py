"""A course on its way from its teacher through review into the catalogue, over the API."""

from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.people import Mailbox, Person, Refusal
from tests.waiting import eventually

pytestmark = pytest.mark.e2e


@pytest.fixture
async def draft(teacher: Person) -> dict[str, Any]:
    """A draft with one article lesson."""
    course = await teacher.post(
        "/v1/teaching/courses",
        {
            "title": f"Reading aloud {uuid4().hex[:6]}",
            "category": "languages",
            "summary": "Breath, pace and pause.",
            "price": {"amount": 0, "currency": "EUR"},
        },
    )
    course = await teacher.post(
        f"/v1/teaching/courses/{course['id']}/modules", {"title": "First steps"}
    )
    module = course["outline"][0]["id"]
    await teacher.post(
        f"/v1/teaching/modules/{module}/lessons",
        {"title": "Breathing", "body": "Breathe **in**.", "preview": True},
    )
    return dict(course)


async def test_an_approved_course_is_in_the_catalogue_and_can_be_studied(
    draft: dict[str, Any], teacher: Person, admin: Person, student: Person, mailbox: Mailbox
) -> None:
    course_id = draft["id"]
    submitted = await teacher.post(f"/v1/teaching/courses/{course_id}/submission")
    assert submitted["status"] == "submitted"
    queue = await admin.get("/v1/admin/courses", status="submitted", limit=100)
    assert course_id in [course["id"] for course in queue["items"]]

    published = await admin.post(f"/v1/admin/courses/{course_id}/approval")
    assert published["status"] == "published"

    async def listed() -> bool:
        found = await student.get("/v1/courses", search=draft["title"])
        return course_id in [course["id"] for course in found["items"]]

    await eventually(listed)
    await student.post("/v1/enrollments", {"course_id": course_id})
    plan = await student.get(f"/v1/enrollments/{course_id}")
    lesson_id = plan["modules"][0]["lessons"][0]["id"]
    lesson = await student.get(f"/v1/lessons/{lesson_id}")
    assert "<strong>in</strong>" in lesson["body_html"]
    progress = await student.ask("PUT", f"/v1/lessons/{lesson_id}/completion", {"completed": True})
    assert progress["completed_lessons"] == 1
    await mailbox.mail("teacher@academy.example", "live")


async def test_a_rejected_course_goes_back_with_the_reason_and_can_be_handed_in_again(
    draft: dict[str, Any], teacher: Person, admin: Person
) -> None:
    course_id = draft["id"]
    await teacher.post(f"/v1/teaching/courses/{course_id}/submission")

    await admin.post(
        f"/v1/admin/courses/{course_id}/rejection", {"reason": "Please add an exercise."}
    )

    seen = await teacher.get(f"/v1/teaching/courses/{course_id}")
    assert (seen["status"], seen["review_note"]) == (
        "changes_requested",
        "Please add an exercise.",
    )
    again = await teacher.post(f"/v1/teaching/courses/{course_id}/submission")
    assert again["status"] == "submitted"


async def test_every_admin_action_is_in_the_audit_log(
    draft: dict[str, Any], teacher: Person, admin: Person
) -> None:
    course_id = draft["id"]
    await teacher.post(f"/v1/teaching/courses/{course_id}/submission")
    await admin.post(f"/v1/admin/courses/{course_id}/rejection", {"reason": "Not yet ready."})

    async def entry() -> dict[str, Any] | None:
        entries = (await admin.get("/v1/admin/audit"))["items"]
        return next((e for e in entries if e["target_id"] == course_id), None)

    found = await eventually(entry)
    assert found is not None
    assert found["actor_id"] == admin.user["id"]
    assert found["reason"] == "Not yet ready."


async def test_an_uploaded_video_is_served_in_ranges_to_those_who_may_see_it(
    draft: dict[str, Any], teacher: Person, anybody: Person
) -> None:
    data = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 400
    upload = await teacher.post(
        f"/v1/teaching/courses/{draft['id']}/uploads",
        {"name": "intro.mp4", "size": len(data), "media_type": "video/mp4"},
    )
    headers = {"Authorization": f"Bearer {teacher.token}", "Content-Type": "video/mp4"}
    async with teacher.http.put(
        teacher.url + upload["url"], data=data, headers=headers
    ) as response:
        assert response.status == 200, await response.text()
        file = await response.json()

    async with anybody.http.get(
        anybody.url + file["url"], headers={"Range": "bytes=100-199"}
    ) as response:
        assert response.status == 206
        assert await response.read() == data[100:200]

    forged = file["url"].replace("expires=", "expires=9")
    async with anybody.http.get(anybody.url + forged) as response:
        assert response.status == 404


async def test_a_stranger_can_neither_see_nor_change_a_draft(
    draft: dict[str, Any], student: Person, anybody: Person
) -> None:
    path = f"/v1/teaching/courses/{draft['id']}"

    for person, status in ((anybody, 401), (student, 403)):
        for method, address in (("GET", path), ("PATCH", path), ("POST", f"{path}/submission")):
            with pytest.raises(Refusal) as refused:
                await person.ask(method, address, {} if method != "GET" else None)
            assert refused.value.status == status
    with pytest.raises(Refusal) as refused:
        await anybody.get(f"/v1/courses/{draft['slug']}")
    assert refused.value.status == 404
