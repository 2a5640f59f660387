"""What teachers do: build courses and hand them in."""

from contracts.courses.authoring import (
    AddLesson,
    AddModule,
    CreateCourse,
    GetCourseDraft,
    GetLessonDraft,
    ListTaughtCourses,
    RemoveLesson,
    RemoveModule,
    RenameModule,
    StartUpload,
    SubmitCourse,
    UpdateCourse,
    UpdateLesson,
)
from gateway.endpoints import Access, Endpoint

_T = Access.TEACHERS
_COURSE = "/v1/teaching/courses/{course_id}"
_MODULE = "/v1/teaching/modules/{module_id}"
_LESSON = "/v1/teaching/lessons/{lesson_id}"

ENDPOINTS = (
    Endpoint("GET", "/v1/teaching/courses", ListTaughtCourses, _T),
    Endpoint("POST", "/v1/teaching/courses", CreateCourse, _T, 201),
    Endpoint("GET", _COURSE, GetCourseDraft, _T),
    Endpoint("PATCH", _COURSE, UpdateCourse, _T),
    Endpoint("POST", f"{_COURSE}/submission", SubmitCourse, _T),
    Endpoint("POST", f"{_COURSE}/uploads", StartUpload, _T, 201),
    Endpoint("POST", f"{_COURSE}/modules", AddModule, _T, 201),
    Endpoint("PATCH", _MODULE, RenameModule, _T),
    Endpoint("DELETE", _MODULE, RemoveModule, _T),
    Endpoint("POST", f"{_MODULE}/lessons", AddLesson, _T, 201),
    Endpoint("GET", _LESSON, GetLessonDraft, _T),
    Endpoint("PATCH", _LESSON, UpdateLesson, _T),
    Endpoint("DELETE", _LESSON, RemoveLesson, _T),
)
