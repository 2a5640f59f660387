"""What messages know about themselves, and how a bad one is described."""

from typing import Any, ClassVar

import pytest

from contracts.base import Message, Query, Request, decode
from contracts.courses.errors import CourseHasNoLessons
from contracts.errors import Conflict, Invalid, ServiceError, from_wire
from contracts.types import Actor, Money, Page, Role


class GetAnOldPdf(Query[Page[Money]], frozen=True, kw_only=True):
    service: ClassVar[str] = "library"
    name: str


class Shelf(Message, frozen=True, kw_only=True):
    rows: list[list[Money]] = []
    by_name: dict[str, Money] = {}
    name: str = ""


def test_a_request_knows_the_method_and_the_reply_that_answer_it() -> None:
    assert GetAnOldPdf.method() == "get_an_old_pdf"
    assert GetAnOldPdf.reply_type() == Page[Money]


def test_a_request_that_does_not_say_what_answers_it_is_a_mistake() -> None:
    class Silent(Request, frozen=True):  # type: ignore[type-arg]  # which is the mistake
        __orig_bases__ = ()

    with pytest.raises(TypeError, match="Silent"):
        Silent.reply_type()


@pytest.mark.parametrize(
    ("payload", "pointer"),
    [
        ({"name": 7}, "/name"),
        ({"rows": [[{"amount": 1, "currency": "EUR"}, {"amount": "x"}]]}, "/rows/0/1/amount"),
        ({"rows": [[], [{"amount": 1}]]}, "/rows/1/0/currency"),
        ({"by_name": {"a": {"amount": 1, "currency": 2}}}, "/by_name/-/currency"),
        (7, ""),
    ],
)
def test_a_wrong_field_is_named_by_a_json_pointer(payload: Any, pointer: str) -> None:
    with pytest.raises(Invalid) as refusal:
        decode(payload, Shelf)

    (error,) = refusal.value.extra["errors"]
    assert error["pointer"] == pointer
    assert error["detail"]


def test_a_message_of_a_newer_sender_is_understood() -> None:
    assert decode({"name": "A", "invented_later": 1}, Shelf) == Shelf(name="A")


def test_messages_cannot_be_changed_and_are_compared_by_content() -> None:
    shelf = Shelf(name="A")

    with pytest.raises(AttributeError):
        shelf.name = "B"  # type: ignore[misc]  # frozen, which is the point
    assert shelf == Shelf(name="A")


@pytest.mark.parametrize(("role", "is_admin"), [(Role.ADMIN, True), (Role.TEACHER, False)])
def test_an_actor_knows_whether_they_administer(role: Role, *, is_admin: bool) -> None:
    actor = decode({"user_id": "8e03978e-40d5-43dd-bc93-6894a57f9324", "role": role}, Actor)

    assert actor.is_admin is is_admin


def test_a_refusal_keeps_its_type_on_the_wire() -> None:
    refusal = from_wire("courses.course_has_no_lessons", "Add a lesson.", {"lessons": 0})

    assert type(refusal) is CourseHasNoLessons
    assert (refusal.status, refusal.title) == (409, "Course has no lessons")
    assert (refusal.detail, refusal.extra) == ("Add a lesson.", {"lessons": 0})


def test_a_code_that_nobody_knows_becomes_a_fault_without_its_words() -> None:
    refusal = from_wire("made.up", "SELECT secret", {})

    assert (type(refusal), refusal.detail) == (ServiceError, "")


def test_a_refusal_reads_as_its_detail_or_else_its_title() -> None:
    assert str(Conflict("Taken.")) == "Taken."
    assert str(Conflict()) == "Not possible right now"


def test_the_catalogue_holds_every_refusal_once() -> None:
    catalogue = ServiceError.catalogue()

    assert catalogue["courses.course_has_no_lessons"] is CourseHasNoLessons
    assert all(code == kind.code for code, kind in catalogue.items())
