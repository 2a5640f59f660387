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
from contracts.courses.publication import (
    ArchiveCourse,
    GetLessonDiff,
    GetRevisionDiff,
    ListSubmissions,
    PublishCourse,
    RestoreCourse,
    WithdrawCourse,
)
from contracts.courses.tree import (
    AddTopic,
    DuplicateCourse,
    DuplicateLesson,
    MoveLesson,
    MoveModule,
    MoveTopic,
    RemoveTopic,
    RenameTopic,
    SketchOutline,
)
from contracts.courses.writing import ListCourseFiles, RemoveCourseFile, RenderMarkdown
from gateway.endpoints import Endpoint

_COURSE = "/v1/teaching/courses/{course_id}"
_MODULE = "/v1/teaching/modules/{module_id}"
_TOPIC = "/v1/teaching/topics/{topic_id}"
_LESSON = "/v1/teaching/lessons/{lesson_id}"

ENDPOINTS = (
    Endpoint("GET", "/v1/teaching/courses", ListTaughtCourses),
    Endpoint("POST", "/v1/teaching/courses", CreateCourse, 201),
    Endpoint("GET", _COURSE, GetCourseDraft),
    Endpoint("PATCH", _COURSE, UpdateCourse),
    Endpoint("POST", f"{_COURSE}/submission", SubmitCourse),
    Endpoint("DELETE", f"{_COURSE}/submission", WithdrawCourse),
    Endpoint("GET", f"{_COURSE}/submissions", ListSubmissions),
    Endpoint("POST", f"{_COURSE}/publication", PublishCourse),
    Endpoint("DELETE", f"{_COURSE}/publication", ArchiveCourse),
    Endpoint("POST", f"{_COURSE}/restoration", RestoreCourse),
    Endpoint("GET", f"{_COURSE}/changes", GetRevisionDiff),
    Endpoint("POST", f"{_COURSE}/uploads", StartUpload, 201),
    Endpoint("POST", f"{_COURSE}/modules", AddModule, 201),
    Endpoint("PATCH", _MODULE, RenameModule),
    Endpoint("DELETE", _MODULE, RemoveModule),
    Endpoint("POST", f"{_MODULE}/lessons", AddLesson, 201),
    Endpoint("GET", _LESSON, GetLessonDraft),
    Endpoint("PATCH", _LESSON, UpdateLesson),
    Endpoint("DELETE", _LESSON, RemoveLesson),
    Endpoint("GET", f"{_LESSON}/changes", GetLessonDiff),
    Endpoint("POST", f"{_COURSE}/sketch", SketchOutline, 201),
    Endpoint("POST", f"{_COURSE}/copies", DuplicateCourse, 201),
    Endpoint("POST", f"{_COURSE}/preview", RenderMarkdown),
    Endpoint("GET", f"{_COURSE}/files", ListCourseFiles),
    Endpoint("DELETE", f"{_COURSE}/files/{{file_id}}", RemoveCourseFile),
    Endpoint("PUT", f"{_MODULE}/place", MoveModule),
    Endpoint("POST", f"{_MODULE}/topics", AddTopic, 201),
    Endpoint("PATCH", _TOPIC, RenameTopic),
    Endpoint("DELETE", _TOPIC, RemoveTopic),
    Endpoint("PUT", f"{_TOPIC}/place", MoveTopic),
    Endpoint("PUT", f"{_LESSON}/place", MoveLesson),
    Endpoint("POST", f"{_LESSON}/copies", DuplicateLesson, 201),
)
