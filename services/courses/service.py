"""Entrypoints of the courses service."""

from contracts.accounts.messages import RoleChanged, UserRegistered
from contracts.courses.authoring import (
    AddLesson,
    AddModule,
    CreateCourse,
    FinishUpload,
    GetCourseDraft,
    GetLessonDraft,
    ListTaughtCourses,
    RemoveLesson,
    RemoveModule,
    RenameModule,
    StartUpload,
    UpdateCourse,
    UpdateLesson,
)
from contracts.courses.people import ListCoursesOf, ListEnrollmentsOf
from contracts.courses.publication import AdoptRevision
from contracts.courses.resources import (
    Access,
    CourseCard,
    CourseDraft,
    CourseFile,
    Enrollment,
    Lesson,
    LessonDraft,
    Progress,
    StudyPlan,
    Upload,
)
from contracts.courses.study import (
    Enroll,
    GetAccess,
    GetLesson,
    GetStudyPlan,
    ListEnrollments,
    SetLessonCompletion,
)
from contracts.payments.messages import OrderPaid
from contracts.types import Page
from services.common.events import reacts_to
from services.common.rpc import handles
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.courses.entrypoints.attempts import Attempts
from services.courses.entrypoints.catalogue import Catalogue
from services.courses.entrypoints.certificates import Certificates
from services.courses.entrypoints.exchange import Exchange
from services.courses.entrypoints.family import Family
from services.courses.entrypoints.media import Media
from services.courses.entrypoints.personal_data import PersonalData
from services.courses.entrypoints.publication import Publication
from services.courses.entrypoints.quizzes import Quizzes
from services.courses.entrypoints.reviews import Reviews
from services.courses.entrypoints.roster import Roster
from services.courses.entrypoints.tree import Arranging
from services.courses.use_cases import (
    authoring,
    certifying,
    drafts,
    enrollments,
    files,
    lessons,
    people,
    quiz_answers,
    study,
)


class CoursesService(
    Catalogue,
    Reviews,
    Certificates,
    Publication,
    Quizzes,
    Attempts,
    Media,
    Roster,
    Family,
    Exchange,
    Arranging,
    PersonalData,
):
    """What is taught, who is enrolled and how far they are."""

    name = "courses"

    @handles
    def get_access(self, work: UnitOfWork, request: GetAccess) -> Access:
        """Whether the caller can study a course."""
        return enrollments.get_access(work, request)

    @handles
    def enroll(self, work: UnitOfWork, request: Enroll) -> Access:
        """Enroll the caller in a free course."""
        return enrollments.enroll(work, request)

    @handles
    def list_enrollments(self, work: UnitOfWork, request: ListEnrollments) -> Page[Enrollment]:
        """The courses the caller studies."""
        return study.list_enrollments(work, self.links, request)

    @handles
    def list_enrollments_of(self, work: UnitOfWork, request: ListEnrollmentsOf) -> Page[Enrollment]:
        """The courses a person studies, for staff."""
        return study.list_enrollments_of(work, self.links, request)

    @handles
    def list_courses_of(self, work: UnitOfWork, request: ListCoursesOf) -> Page[CourseCard]:
        """The courses a person teaches, for staff."""
        return drafts.list_courses_of(work, self.links, request)

    @handles
    def get_study_plan(self, work: UnitOfWork, request: GetStudyPlan) -> StudyPlan:
        """The caller's outline of a course."""
        return study.get_study_plan(work, request)

    @handles
    def get_lesson(self, work: UnitOfWork, request: GetLesson) -> Lesson:
        """The content of a lesson."""
        return study.get_lesson(work, self.links, request)

    @handles
    def set_lesson_completion(self, work: UnitOfWork, request: SetLessonCompletion) -> Progress:
        """Mark a lesson as completed or not."""
        return certifying.set_lesson_completion(work, self.press, request)

    @handles
    def adopt_revision(self, work: UnitOfWork, request: AdoptRevision) -> StudyPlan:
        """Go on with the newest revision of a completed course."""
        return study.adopt_revision(work, request)

    @handles
    def list_taught_courses(self, work: UnitOfWork, request: ListTaughtCourses) -> Page[CourseCard]:
        """The courses the caller teaches."""
        return drafts.list_taught_courses(work, self.links, request)

    @handles
    def get_course_draft(self, work: UnitOfWork, request: GetCourseDraft) -> CourseDraft:
        """A course behind its public page."""
        return drafts.get_course_draft(work, self.links, request)

    @handles
    def get_lesson_draft(self, work: UnitOfWork, request: GetLessonDraft) -> LessonDraft:
        """A lesson as it is edited."""
        return drafts.get_lesson_draft(work, self.links, request)

    @handles
    def create_course(self, work: UnitOfWork, request: CreateCourse) -> CourseDraft:
        """Start a draft."""
        return authoring.create_course(work, self.links, self.render, request)

    @handles
    def update_course(self, work: UnitOfWork, request: UpdateCourse) -> CourseDraft:
        """Change a course."""
        return authoring.update_course(work, self.links, self.render, request)

    @handles
    def add_module(self, work: UnitOfWork, request: AddModule) -> CourseDraft:
        """Append a module."""
        return authoring.add_module(work, self.links, request)

    @handles
    def rename_module(self, work: UnitOfWork, request: RenameModule) -> CourseDraft:
        """Give a module another title."""
        return authoring.rename_module(work, self.links, request)

    @handles
    def remove_module(self, work: UnitOfWork, request: RemoveModule) -> CourseDraft:
        """Remove an empty module."""
        return authoring.remove_module(work, self.links, request)

    @handles
    def add_lesson(self, work: UnitOfWork, request: AddLesson) -> LessonDraft:
        """Append a lesson."""
        return lessons.add_lesson(work, self.links, self.render, request)

    @handles
    def update_lesson(self, work: UnitOfWork, request: UpdateLesson) -> LessonDraft:
        """Change a lesson."""
        return lessons.update_lesson(work, self.links, self.render, request)

    @handles
    def remove_lesson(self, work: UnitOfWork, request: RemoveLesson) -> CourseDraft:
        """Remove a lesson that nobody studies."""
        return lessons.remove_lesson(work, self.links, self.files, request)

    @handles
    def start_upload(self, work: UnitOfWork, request: StartUpload) -> Upload:
        """Announce a file."""
        return files.start_upload(work, self.links, request)

    @handles
    def finish_upload(self, work: UnitOfWork, request: FinishUpload) -> CourseFile:
        """Take a file whose bytes are stored."""
        return quiz_answers.finish_answer_upload(work, self.links, self.files, request)

    @reacts_to(OrderPaid)
    def enroll_buyer(self, work: UnitOfWork, event: OrderPaid) -> None:
        """Who has paid is in."""
        enrollments.enroll_buyer(work, event)

    @reacts_to(UserRegistered)
    def remember_person(self, work: UnitOfWork, event: UserRegistered) -> None:
        """Keep the name and address of a new person."""
        people.remember_person(work, event)

    @reacts_to(RoleChanged)
    def remember_role(self, work: UnitOfWork, event: RoleChanged) -> None:
        """Keep a person's new role."""
        people.remember_role(work, event)

    @every(seconds=3600)
    def forget_stale_uploads(self, begin: Begin) -> None:
        """Drop announced files that never came."""
        files.forget_stale_uploads(begin, self.files)
