"""Which address of the gateway answers which request."""

import re
from typing import Any, NamedTuple

import msgspec

from console.person_story import GetPersonStory
from contracts.accounts.audit import ExportAuditEntries, VerifyAuditLog
from contracts.accounts.impersonation import StartImpersonation
from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    ListImportRows,
    ListImports,
    StartImport,
)
from contracts.accounts.invitations import (
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.accounts.messages import (
    ChangeRole,
    GetMe,
    ListAuditEntries,
    ListUsers,
    RefreshSession,
    SignIn,
    SignOut,
)
from contracts.accounts.people import (
    ResendUserConfirmation,
    ResetSecondFactor,
    RestoreUser,
    SignUserOut,
    SuspendUser,
)
from contracts.accounts.proposals import (
    ApproveRoleProposal,
    DeclineRoleProposal,
    ListRoleProposals,
    ProposeAdmin,
)
from contracts.accounts.second_factors import (
    ConfirmTotp,
    GetSecondFactors,
    PassSecondFactor,
    StartStepUp,
    StartTotp,
    StepUp,
)
from contracts.base import Request
from contracts.courses.authoring import GetCourseDraft, GetLessonDraft
from contracts.courses.certificate_register import (
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.courses.publication import (
    GetLessonDiff,
    GetRevisionDiff,
    ListSubmissions,
    ReinstateCourse,
    TakeDownCourse,
)
from contracts.courses.review import ApproveCourse, ListCoursesByStatus, RejectCourse
from contracts.courses.reviews import (
    HideReview,
    KeepReview,
    ListModeratedReviews,
    RestoreReview,
)
from contracts.payments.messages import ListAllOrders

_IN_PATH = re.compile(r"{(\w+)}")
OVERVIEW = "/v1/admin/overview"
_PERSON = "/v1/admin/users/{user_id}"
_COURSE = "/v1/admin/courses/{course_id}"
_DRAFT = "/v1/teaching/courses/{course_id}"
_LESSON = "/v1/teaching/lessons/{lesson_id}"
_PROPOSAL = "/v1/admin/proposals/{proposal_id}"
_INVITATIONS = "/v1/admin/invitations"
_REVIEWS = "/v1/admin/reviews"
_IMPORTS = "/v1/admin/imports"
_CERTIFICATES = "/v1/admin/certificates"
_ROUTES: dict[type[Request[Any]], tuple[str, str]] = {
    SignIn: ("POST", "/v1/sessions"),
    RefreshSession: ("POST", "/v1/sessions/refresh"),
    SignOut: ("POST", "/v1/sessions/end"),
    PassSecondFactor: ("POST", "/v1/sessions/second-factor"),
    StartStepUp: ("POST", "/v1/sessions/step-up/start"),
    StepUp: ("POST", "/v1/sessions/step-up"),
    GetMe: ("GET", "/v1/me"),
    GetSecondFactors: ("GET", "/v1/me/second-factors"),
    StartTotp: ("POST", "/v1/me/totp"),
    ConfirmTotp: ("POST", "/v1/me/totp/confirmation"),
    ListUsers: ("GET", "/v1/admin/users"),
    ChangeRole: ("PUT", f"{_PERSON}/role"),
    GetPersonStory: ("GET", _PERSON),
    SuspendUser: ("POST", f"{_PERSON}/suspension"),
    RestoreUser: ("POST", f"{_PERSON}/restoration"),
    SignUserOut: ("POST", f"{_PERSON}/sign-out"),
    ResetSecondFactor: ("POST", f"{_PERSON}/second-factor-reset"),
    ResendUserConfirmation: ("POST", f"{_PERSON}/confirmation-mail"),
    ProposeAdmin: ("POST", f"{_PERSON}/admin-proposal"),
    StartImpersonation: ("POST", f"{_PERSON}/impersonation"),
    ListRoleProposals: ("GET", "/v1/admin/proposals"),
    ApproveRoleProposal: ("POST", f"{_PROPOSAL}/approval"),
    DeclineRoleProposal: ("POST", f"{_PROPOSAL}/rejection"),
    ListInvitations: ("GET", _INVITATIONS),
    Invite: ("POST", _INVITATIONS),
    ResendInvitation: ("POST", f"{_INVITATIONS}/{{invitation_id}}/mail"),
    RevokeInvitation: ("POST", f"{_INVITATIONS}/{{invitation_id}}/revocation"),
    CheckImport: ("POST", f"{_IMPORTS}/check"),
    StartImport: ("POST", _IMPORTS),
    ListImports: ("GET", _IMPORTS),
    GetImport: ("GET", f"{_IMPORTS}/{{import_id}}"),
    ListImportRows: ("GET", f"{_IMPORTS}/{{import_id}}/rows"),
    ListCoursesByStatus: ("GET", "/v1/admin/courses"),
    GetCourseDraft: ("GET", _DRAFT),
    GetRevisionDiff: ("GET", f"{_DRAFT}/changes"),
    ListSubmissions: ("GET", f"{_DRAFT}/submissions"),
    GetLessonDraft: ("GET", _LESSON),
    GetLessonDiff: ("GET", f"{_LESSON}/changes"),
    ApproveCourse: ("POST", f"{_COURSE}/approval"),
    RejectCourse: ("POST", f"{_COURSE}/rejection"),
    TakeDownCourse: ("POST", f"{_COURSE}/take-down"),
    ReinstateCourse: ("POST", f"{_COURSE}/reinstatement"),
    ListAllCertificates: ("GET", _CERTIFICATES),
    RevokeCertificate: ("POST", f"{_CERTIFICATES}/{{code}}/revocation"),
    SupersedeCertificate: ("POST", f"{_CERTIFICATES}/{{code}}/correction"),
    ListModeratedReviews: ("GET", _REVIEWS),
    KeepReview: ("POST", f"{_REVIEWS}/{{review_id}}/clearance"),
    HideReview: ("POST", f"{_REVIEWS}/{{review_id}}/hiding"),
    RestoreReview: ("POST", f"{_REVIEWS}/{{review_id}}/restoration"),
    ListAllOrders: ("GET", "/v1/admin/orders"),
    ListAuditEntries: ("GET", "/v1/admin/audit"),
    ExportAuditEntries: ("POST", "/v1/admin/audit/exports"),
    VerifyAuditLog: ("GET", "/v1/admin/audit/verification"),
}


class Call(NamedTuple):
    """A request as HTTP carries it: a query string or a JSON body, never both."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes | None


def call_for(request: Request[Any]) -> Call:
    """The call that carries a request, without what stands in the path or the gateway sees."""
    method, path = _ROUTES[type(request)]
    fields: dict[str, Any] = msgspec.to_builtins(request)
    fields.pop("client", None)
    named = {name: str(fields.pop(name)) for name in _IN_PATH.findall(path)}
    if method != "GET":
        return Call(method, path.format(**named), {}, msgspec.json.encode(fields))
    query = {name: str(value) for name, value in fields.items() if value not in (None, "")}
    return Call(method, path.format(**named), query, None)
