"""The students of a course, for its teacher, and what they are told."""

from urllib.parse import quote

from aiohttp import web

from contracts.courses.roster import (
    Announce,
    ExportStudents,
    GetCourseFigures,
    GetStudentProgress,
    ListAnnouncements,
    ListStudents,
)
from gateway.endpoints import Endpoint, call_options
from gateway.keys import RPC

CSV = "text/csv"
_COURSE = "/v1/teaching/courses/{course_id}"


async def send_sheet(request: web.Request, message: ExportStudents) -> web.StreamResponse:
    """The students as a file; the mark at its head lets spreadsheets read UTF-8."""
    sheet = await request.app[RPC].call(message, call_options(request, message))
    return web.Response(
        body=f"\N{ZERO WIDTH NO-BREAK SPACE}{sheet.content}".encode(),
        headers={
            "Content-Type": f"{CSV}; charset=utf-8",
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(sheet.name)}",
            "Cache-Control": "no-store",
        },
    )


ENDPOINTS = (
    Endpoint("GET", f"{_COURSE}/students", ListStudents),
    Endpoint("GET", f"{_COURSE}/students.csv", ExportStudents, handler=send_sheet, media_type=CSV),
    Endpoint("GET", f"{_COURSE}/students/{{student_id}}", GetStudentProgress),
    Endpoint("GET", f"{_COURSE}/figures", GetCourseFigures),
    Endpoint("POST", f"{_COURSE}/announcements", Announce, 201),
    Endpoint("GET", "/v1/enrollments/{course_id}/announcements", ListAnnouncements),
)
