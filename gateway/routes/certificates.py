"""Certificates: the holder's own, the teacher's rules, the staff's register, and the open one."""

from urllib.parse import quote

from aiohttp import web

from contracts.courses.certificate_register import (
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.courses.certificate_rules import (
    GetCourseCertificate,
    ListCertificateCandidates,
    MarkAttendance,
    RemoveAttendance,
    RenewCertificate,
    SetCertificateRule,
    SignOffStudent,
)
from contracts.courses.certificates import (
    CheckCertificateFile,
    GetCertificate,
    GetCertificateFile,
    GetCertificateKey,
    GetCertificateProgress,
    GetOpenBadge,
    ListCertificateKeys,
    ListCertificateProgress,
    ListCertificates,
    ReissueCertificate,
)
from contracts.courses.errors import CertificateNotFound
from gateway.endpoints import Endpoint, call_options
from gateway.keys import RPC, SETTINGS
from gateway.routes.files import stored_path

PDF = "application/pdf"
_MINE = "/v1/me/certificates"
_TAUGHT = "/v1/teaching/courses/{course_id}"
_STUDENT = f"{_TAUGHT}/students/{{student_id}}"
_CODE = "/v1/certificates/{code}"
_REGISTER = "/v1/admin/certificates"


async def send_certificate(request: web.Request, message: GetCertificateFile) -> web.StreamResponse:
    """Send the PDF to whoever knows the code."""
    file = await request.app[RPC].call(message, call_options(request, message))
    path = stored_path(request.app[SETTINGS].files_dir, file.file_id)
    if not path.is_file():
        raise CertificateNotFound("The file is gone. Ask for it again.")
    return web.FileResponse(
        path,
        headers={
            "Content-Type": PDF,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
            "Cache-Control": "no-store",
        },
    )


ENDPOINTS = (
    Endpoint("GET", _MINE, ListCertificates),
    Endpoint("GET", "/v1/me/certificate-progress", ListCertificateProgress),
    Endpoint("POST", f"{_MINE}/{{code}}/reissue", ReissueCertificate, 201),
    Endpoint("GET", f"{_MINE}/{{code}}/badge", GetOpenBadge),
    Endpoint("GET", "/v1/enrollments/{course_id}/certificate", GetCertificateProgress),
    Endpoint("GET", _CODE, GetCertificate),
    Endpoint("GET", f"{_CODE}/pdf", GetCertificateFile, handler=send_certificate, media_type=PDF),
    Endpoint("POST", "/v1/certificate-check", CheckCertificateFile),
    Endpoint("GET", "/v1/certificate-keys/{key_id}", GetCertificateKey),
    Endpoint("GET", "/.well-known/academy-certificate-keys.json", ListCertificateKeys),
    Endpoint("GET", f"{_TAUGHT}/certificate", GetCourseCertificate),
    Endpoint("PUT", f"{_TAUGHT}/certificate", SetCertificateRule),
    Endpoint("GET", f"{_TAUGHT}/certificate/students", ListCertificateCandidates),
    Endpoint("PUT", f"{_STUDENT}/sign-off", SignOffStudent),
    Endpoint("POST", f"{_STUDENT}/attendances", MarkAttendance, 201),
    Endpoint("DELETE", f"{_TAUGHT}/attendances/{{attendance_id}}", RemoveAttendance),
    Endpoint("POST", f"{_STUDENT}/certificate-renewal", RenewCertificate, 201),
    Endpoint("GET", _REGISTER, ListAllCertificates),
    Endpoint("POST", f"{_REGISTER}/{{code}}/revocation", RevokeCertificate),
    Endpoint("POST", f"{_REGISTER}/{{code}}/correction", SupersedeCertificate, 201),
)
