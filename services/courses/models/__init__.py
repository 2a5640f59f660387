"""Tables of the courses service, by noun."""

from services.courses.models.base import (
    Base,
    bookkeeping,
)
from services.courses.models.catalogue import (
    SEARCHED,
    Category,
    Course,
    SearchWord,
    WorkingCopy,
)
from services.courses.models.content import (
    Lesson,
    Module,
    Topic,
)
from services.courses.models.files import (
    CourseFile,
    Upload,
)
from services.courses.models.people import (
    Guardianship,
    Person,
)
from services.courses.models.revisions import (
    LessonContent,
    Revision,
    RevisionLesson,
    Submission,
)
from services.courses.models.study import (
    Enrollment,
    LessonCompletion,
)

__all__ = [
    "SEARCHED",
    "Base",
    "Category",
    "Course",
    "CourseFile",
    "Enrollment",
    "Guardianship",
    "Lesson",
    "LessonCompletion",
    "LessonContent",
    "Module",
    "Person",
    "Revision",
    "RevisionLesson",
    "SearchWord",
    "Submission",
    "Topic",
    "Upload",
    "WorkingCopy",
    "bookkeeping",
]
