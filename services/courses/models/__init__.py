"""Tables of the courses service, by noun."""

from services.courses.models.announcements import (
    Announcement,
)
from services.courses.models.attempts import (
    QuizAnswer,
    QuizAttempt,
    QuizOverride,
    QuizRegrade,
    QuizRegradeChange,
    QuizResult,
)
from services.courses.models.base import (
    Base,
    bookkeeping,
)
from services.courses.models.catalogue import (
    IS_LIVE,
    SEARCHED,
    Category,
    Course,
    SearchWord,
    WorkingCopy,
)
from services.courses.models.certificates import (
    Certificate,
    CertificateKey,
    CertificateRendering,
    CertificateRule,
    CertificateSignOff,
    ClassAttendance,
)
from services.courses.models.content import (
    Lesson,
    Module,
    Topic,
)
from services.courses.models.exchanges import (
    CourseExport,
    CourseImport,
    Job,
)
from services.courses.models.files import (
    CourseFile,
    Upload,
)
from services.courses.models.media import (
    Caption,
    MediaJob,
    Video,
    Watch,
)
from services.courses.models.people import (
    Guardianship,
    Person,
)
from services.courses.models.quizzes import (
    Question,
    Quiz,
    QuizVersion,
)
from services.courses.models.reviews import (
    Review,
    ReviewReport,
)
from services.courses.models.revisions import (
    LessonContent,
    Revision,
    RevisionLesson,
    Submission,
)
from services.courses.models.searching import (
    LETTERS,
    CatalogueCount,
    CatalogueEntry,
    SearchChange,
    SuggestionStart,
    Tag,
)
from services.courses.models.study import (
    Enrollment,
    LessonCompletion,
)

__all__ = [
    "IS_LIVE",
    "LETTERS",
    "SEARCHED",
    "Announcement",
    "Base",
    "Caption",
    "CatalogueCount",
    "CatalogueEntry",
    "Category",
    "Certificate",
    "CertificateKey",
    "CertificateRendering",
    "CertificateRule",
    "CertificateSignOff",
    "ClassAttendance",
    "Course",
    "CourseExport",
    "CourseFile",
    "CourseImport",
    "Enrollment",
    "Guardianship",
    "Job",
    "Lesson",
    "LessonCompletion",
    "LessonContent",
    "MediaJob",
    "Module",
    "Person",
    "Question",
    "Quiz",
    "QuizAnswer",
    "QuizAttempt",
    "QuizOverride",
    "QuizRegrade",
    "QuizRegradeChange",
    "QuizResult",
    "QuizVersion",
    "Review",
    "ReviewReport",
    "Revision",
    "RevisionLesson",
    "SearchChange",
    "SearchWord",
    "Submission",
    "SuggestionStart",
    "Tag",
    "Topic",
    "Upload",
    "Video",
    "Watch",
    "WorkingCopy",
    "bookkeeping",
]
