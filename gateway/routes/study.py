"""What students do: enroll, study, mark."""

from contracts.courses.study import (
    Enroll,
    GetAccess,
    GetLesson,
    GetStudyPlan,
    ListEnrollments,
    SetLessonCompletion,
)
from gateway.endpoints import Access, Endpoint

ENDPOINTS = (
    Endpoint("GET", "/v1/access/{course_id}", GetAccess, Access.SIGNED_IN),
    Endpoint("GET", "/v1/lessons/{lesson_id}", GetLesson, Access.OPTIONAL),
    Endpoint("PUT", "/v1/lessons/{lesson_id}/completion", SetLessonCompletion, Access.SIGNED_IN),
    Endpoint("GET", "/v1/enrollments", ListEnrollments, Access.SIGNED_IN),
    Endpoint("POST", "/v1/enrollments", Enroll, Access.SIGNED_IN, 201),
    Endpoint("GET", "/v1/enrollments/{course_id}", GetStudyPlan, Access.SIGNED_IN),
)
