"""Assertion 38: what is signed opens one thing, for some minutes, and nothing else."""

import base64
import os
import re
import time
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
import requests

from contracts import signed_urls
from contracts.media_addresses import MediaTicket, read_media, sign_media
from contracts.signed_urls import FileTicket, UploadTicket
from tests.security.schooling import (
    COLLEAGUE,
    NEWCOMER,
    PDF,
    STRANGER,
    STUDENT,
    TEACHER,
    School,
)
from tests.waiting import until

pytestmark = pytest.mark.e2e

NO_FILE, NO_UPLOAD = "courses.file_not_found", "courses.upload_not_found"
FILE_SECONDS, MEDIA_SECONDS = 3600, 600
PARTS = {"video": 0, "person": 16, "session": 32, "moment": 52, "signature": 53}
"""Where what a prefix is about stands in it."""


class Signed(NamedTuple):
    """The addresses that the student of a course is given, and those of its teacher."""

    files: dict[str, str]
    film: dict[str, str]

    def every(self) -> dict[str, str]:
        return {**self.files, **self.film}


def get(url: str, address: str, **headers: str) -> requests.Response:
    """What somebody gets who has the address and nothing else."""
    return requests.get(url + address, headers=headers, timeout=30)


def refusal(response: requests.Response) -> str:
    return str(response.json()["type"]).removeprefix("/problems/")


def playlist(url: str, address: str) -> list[str]:
    """The addresses that a playlist names."""
    base, text = address.rpartition("/")[0], get(url, address).text
    named = re.findall(r'URI="([^"]+)"', text) + re.findall(r"^[^#\n].*$", text, re.MULTILINE)
    return [f"{base}/{one}" for one in named]


@pytest.fixture(scope="module")
def signed(school: School) -> Signed:
    url = school.strangers.url
    page = school.see(STUDENT, f"/v1/lessons/{school.ids['first']}")
    playback = school.see(STUDENT, f"/v1/lessons/{school.ids['film']}/playback")
    attempt = school.see(STUDENT, f"/v1/attempts/{school.ids['attempt_id']}")
    graded = school.see(TEACHER, f"/v1/teaching/attempts/{school.ids['attempt_id']}")
    package = school.see(TEACHER, f"/v1/teaching/exports/{school.ids['course_export_id']}")
    (variant, *_) = playlist(url, playback["hls_url"])
    parts = playlist(url, variant)
    return Signed(
        files={
            "sheet": _files(page["body_html"])[0],
            "captions": playback["captions"][0]["url"],
            "handed in": _files(attempt)[0],
            "to grade": _files(graded)[0],
            "package": package["url"],
        },
        film={
            "film": playback["url"],
            "poster": playback["poster_url"],
            "playlist": playback["hls_url"],
            "variant": variant,
            "first part": next(one for one in parts if one.endswith(".mp4")),
            "part": next(one for one in parts if one.endswith(".m4s")),
        },
    )


def _files(answered: object) -> list[str]:
    """Every signed file that a reply names, inside its text, too."""
    return re.findall(r"/files/[0-9a-f]{32}\?[^'\"]+", str(answered).replace("&amp;", "&"))


def test_38_an_address_opens_what_it_is_about_whole_and_in_parts(url: str, signed: Signed) -> None:
    for name, address in signed.every().items():
        whole, part = get(url, address), get(url, address, Range="bytes=2-9")
        beyond = get(url, address, Range=f"bytes={len(whole.content)}-")

        assert (whole.status_code, part.status_code, beyond.status_code) == (200, 206, 416), name
        assert part.content == whole.content[2:10], name
        assert part.headers["Content-Range"] == f"bytes 2-9/{len(whole.content)}", name


def test_38_what_is_sent_stays_with_whom_it_was_sent_to(url: str, signed: Signed) -> None:
    for name, address in signed.every().items():
        for answer in (get(url, address), get(url, address, Range="bytes=0-0")):
            assert answer.headers["Cache-Control"].startswith("private"), name
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", name
            assert answer.headers["Referrer-Policy"] == "no-referrer", name
            assert "sandbox" in answer.headers["Content-Security-Policy"], name


def test_38_addresses_last_for_minutes(signed: Signed) -> None:
    for name, address in signed.files.items():
        (ends,) = parse_qs(urlsplit(address).query)["expires"]
        assert 0 < int(ends) - time.time() <= FILE_SECONDS, name
    for name, address in signed.film.items():
        ticket = read_media(address.split("/")[2], signing_key(), now=time.time())
        assert ticket is not None, name
        assert 0 < ticket.expires_at - time.time() <= MEDIA_SECONDS, name


def test_38_an_address_that_is_over_opens_nothing(url: str, school: School) -> None:
    over = int(time.time()) - 1
    sheet = FileTicket(
        file_id=UUID(school.ids["file_id"]),
        name="notes.pdf",
        media_type="application/pdf",
        expires_at=over,
    )
    film = MediaTicket(video_id=UUID(school.ids["video_id"]), expires_at=over)

    for address in (
        signed_urls.sign(sheet, signing_key()),
        sign_media(film, signing_key()) + "/original",
    ):
        assert refusal(get(url, address)) == NO_FILE


def test_38_a_changed_address_of_a_file_opens_nothing(url: str, signed: Signed) -> None:
    for name, address in signed.files.items():
        for change, changed in _changed(address):
            assert refusal(get(url, changed)) == NO_FILE, f"{name}: {change}"


def _changed(address: str) -> Iterator[tuple[str, str]]:
    """The address with each of its parts changed."""
    path, query = address.split("?")
    fields = {name: values[0] for name, values in parse_qs(query).items()}
    yield "another file", f"/files/{uuid4().hex}?{query}"
    yield "longer", address.replace(f"expires={fields['expires']}", "expires=9999999999")
    yield "for good", address.replace(f"expires={fields['expires']}", "expires=0")
    yield "another name", address.replace("name=", "name=x")
    yield "another type", re.sub(r"type=[^&]+", "type=text%2Fhtml", address)
    yield "another signature", address[:-1] + ("0" if address[-1] != "0" else "1")
    yield "no signature", address.partition("&signature")[0]
    yield "nothing", path


def test_38_the_signature_of_one_file_opens_no_other(url: str, signed: Signed) -> None:
    for name, address in signed.files.items():
        for other, elsewhere in signed.files.items():
            path, query = address.split("?")[0], elsewhere.split("?")[1]
            if elsewhere.split("?")[0] != path:
                assert refusal(get(url, f"{path}?{query}")) == NO_FILE, f"{name} by {other}"


def test_38_a_changed_prefix_of_a_film_opens_nothing(url: str, signed: Signed) -> None:
    for name, address in signed.film.items():
        _, _, token, rest = address.split("/", 3)
        for part, at in PARTS.items():
            raw = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            raw[at] ^= 1
            changed = base64.urlsafe_b64encode(raw).decode().rstrip("=")
            assert refusal(get(url, f"/media/{changed}/{rest}")) == NO_FILE, f"{name}: {part}"


def test_38_below_the_prefix_of_one_film_lies_no_other(
    url: str, school: School, signed: Signed
) -> None:
    prefix = "/media/" + signed.film["film"].split("/")[2]
    (sheet, film) = (UUID(school.ids[name]).hex for name in ("file_id", "video_id"))

    for path in (f"../{film}/poster.jpg", f"..%2f..%2f{film[:2]}%2f{film}%2fposter.jpg", sheet):
        request = requests.Request("GET", url).prepare()
        request.url = f"{url}{prefix}/{path}"  # as it is, without being tidied
        assert requests.Session().send(request, timeout=30).status_code == 404, path


def test_38_playlists_hold_nothing_that_opens_anything_without_the_prefix(
    url: str, signed: Signed
) -> None:
    for name in ("playlist", "variant"):
        text = get(url, signed.film[name]).text

        assert "/media/" not in text
        assert "://" not in text


def test_38_a_film_is_shown_to_students_below_a_prefix_of_their_session_alone(
    school: School,
) -> None:
    film = UUID(school.ids["video_id"])
    for who in (STUDENT, NEWCOMER):
        shown = str(school.see(who, f"/v1/lessons/{school.ids['film']}"))

        assert f"/files/{film.hex}" not in shown
        for token in set(re.findall(r"/media/([\w-]+)/", shown)):
            ticket = read_media(token, signing_key(), now=time.time())
            assert ticket is not None
            assert (ticket.video_id, ticket.session_id is None) == (film, False)


def test_38_the_address_of_a_film_ends_with_its_session(url: str, school: School) -> None:
    strangers = school.strangers
    again = strangers.sign_in(strangers.get("/v1/me", school.people[STUDENT])["email"])
    path = f"/v1/lessons/{school.ids['film']}/playback"
    mine, other = strangers.get(path, again)["url"], school.see(STUDENT, path)["url"]
    assert get(url, mine).status_code == 200

    session = strangers.get("/v1/me/sessions", again)
    (this,) = [one["id"] for one in session["items"] if one["current"]]
    strangers.delete(f"/v1/me/sessions/{this}", school.people[STUDENT])

    until(lambda: requests.head(url + mine, timeout=30).status_code == 404)
    assert refusal(get(url, mine)) == NO_FILE
    assert get(url, other).status_code == 200


def test_38_whose_access_ended_watches_nothing_with_an_address_of_before(
    url: str, school: School
) -> None:
    assert refusal(get(url, school.ids["suspended_film"])) == NO_FILE


def test_38_the_address_of_an_upload_serves_its_owner_as_announced(
    url: str, school: School
) -> None:
    announced = {"name": "more.pdf", "size": len(PDF), "media_type": "application/pdf"}
    path = f"/v1/teaching/courses/{school.ids['draft']}/uploads"
    address = school.make(TEACHER, path, announced)["url"]
    headers = {"Content-Type": "application/pdf"}

    def put(who: str, address: str) -> requests.Response:
        sent = {**headers, **school.people[who]}
        return requests.put(url + address, data=PDF, headers=sent, timeout=30)

    longer = re.sub(r"expires=\d+", "expires=9999999999", address)
    larger = re.sub(r"bytes=\d+", "bytes=999999999", address)
    another = re.sub(r"uploads/[^?]+", f"uploads/{uuid4()}", address)
    for changed in (longer, larger, another, address[:-1], address.partition("?")[0]):
        assert refusal(put(TEACHER, changed)) == NO_UPLOAD
    for who in (STRANGER, COLLEAGUE):
        assert refusal(put(who, address)) == NO_UPLOAD
    ticket = UploadTicket(
        upload_id=uuid4(), max_bytes=9, expires_at=int(time.time()) - 1, media_type="x/y"
    )
    assert refusal(put(TEACHER, signed_urls.sign_upload(ticket, signing_key()))) == NO_UPLOAD
    assert put(TEACHER, address).status_code == 200


def signing_key() -> bytes:
    """What only the services and the gateway know, to sign what they would not."""
    return os.environ["FILES_SIGNING_KEY"].encode()
