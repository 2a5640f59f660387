"""What students do: enroll, study, mark."""

from contracts.courses.publication import AdoptRevision
from contracts.courses.study import (
    Enroll,
    GetAccess,
    GetLesson,
    GetStudyPlan,
    ListEnrollments,
    SetLessonCompletion,
)
from gateway.endpoints import Endpoint

ENDPOINTS = (
    Endpoint("GET", "/v1/access/{course_id}", GetAccess),
    Endpoint("GET", "/v1/lessons/{lesson_id}", GetLesson),
    Endpoint("PUT", "/v1/lessons/{lesson_id}/completion", SetLessonCompletion),
    Endpoint("GET", "/v1/enrollments", ListEnrollments),
    Endpoint("POST", "/v1/enrollments", Enroll, 201),
    Endpoint("GET", "/v1/enrollments/{course_id}", GetStudyPlan),
    Endpoint("PUT", "/v1/enrollments/{course_id}/revision", AdoptRevision),
)
