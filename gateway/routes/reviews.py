"""What students think of courses, what teachers answer, and what moderators decide."""

from contracts.courses.catalogue import SuggestTags
from contracts.courses.reviews import (
    GetMyReview,
    HideReview,
    KeepReview,
    ListModeratedReviews,
    ListTaughtReviews,
    RemoveReview,
    ReplyToReview,
    ReportReview,
    RestoreReview,
    WriteReview,
)
from gateway.endpoints import Endpoint

_MINE = "/v1/enrollments/{course_id}/review"
_ONE = "/v1/reviews/{review_id}"
_MODERATED = "/v1/admin/reviews"

ENDPOINTS = (
    Endpoint("GET", _MINE, GetMyReview),
    Endpoint("PUT", _MINE, WriteReview),
    Endpoint("DELETE", _MINE, RemoveReview),
    Endpoint("POST", f"{_ONE}/reports", ReportReview, 201),
    Endpoint("PUT", f"{_ONE}/reply", ReplyToReview),
    Endpoint("GET", "/v1/teaching/reviews", ListTaughtReviews),
    Endpoint("GET", "/v1/teaching/tags", SuggestTags),
    Endpoint("GET", _MODERATED, ListModeratedReviews),
    Endpoint("POST", f"{_MODERATED}/{{review_id}}/clearance", KeepReview),
    Endpoint("POST", f"{_MODERATED}/{{review_id}}/hiding", HideReview),
    Endpoint("POST", f"{_MODERATED}/{{review_id}}/restoration", RestoreReview),
)
