"""Taking one's data along, and leaving."""

from contracts.accounts.personal_data import (
    DataExport,
    Erasure,
    ExportFile,
    GetErasure,
    GetExportFile,
    ListExports,
    RequestErasure,
    RequestExport,
    StartedErasure,
)
from contracts.courses.events import CoursePublished, EnrollmentCreated
from contracts.privacy import (
    AccountsUserErased,
    AccountsUserExported,
    CoursesUserErased,
    CoursesUserExported,
    ErasureRequested,
    ExportRequested,
    NotificationsUserErased,
    NotificationsUserExported,
    PaymentsUserErased,
    PaymentsUserExported,
    UserExported,
)
from services.accounts.entrypoints.dependencies import Dependencies
from services.accounts.use_cases import erasures, exports
from services.common.events import reacts_to
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class PersonalData(Dependencies):
    """Asks every service, and gathers the answers."""

    @handles
    def list_exports(self, work: UnitOfWork, request: ListExports) -> list[DataExport]:
        """Show the caller's collections."""
        return exports.list_exports(work, request)

    @handles
    def request_export(self, work: UnitOfWork, request: RequestExport) -> DataExport:
        """Collect the caller's data."""
        return exports.request_export(work, request)

    @handles
    def get_export_file(self, work: UnitOfWork, request: GetExportFile) -> ExportFile:
        """Find a collection of the caller."""
        return exports.get_export_file(work, request)

    @handles_in_steps
    def request_erasure(self, begin: Begin, request: RequestErasure) -> StartedErasure:
        """Delete the caller's account."""
        return erasures.request_erasure(begin, self.settings, request)

    @handles
    def get_erasure(self, work: UnitOfWork, request: GetErasure) -> Erasure:
        """Show how far an erasure is."""
        return erasures.get_erasure(work, request)

    @reacts_to(ExportRequested)
    def export_user(self, work: UnitOfWork, event: ExportRequested) -> None:
        """Hand out what accounts keeps."""
        exports.export_user(work, self.parcels, event)

    @reacts_to(ErasureRequested)
    def erase_user(self, work: UnitOfWork, event: ErasureRequested) -> None:
        """Forget a person."""
        erasures.erase_user(work, event)

    @reacts_to(AccountsUserExported)
    def gather_accounts_part(self, work: UnitOfWork, event: AccountsUserExported) -> None:
        """Keep what accounts hands out."""
        self._gather(work, event)

    @reacts_to(CoursesUserExported)
    def gather_courses_part(self, work: UnitOfWork, event: CoursesUserExported) -> None:
        """Keep what courses hands out."""
        self._gather(work, event)

    @reacts_to(PaymentsUserExported)
    def gather_payments_part(self, work: UnitOfWork, event: PaymentsUserExported) -> None:
        """Keep what payments hands out."""
        self._gather(work, event)

    @reacts_to(NotificationsUserExported)
    def gather_notifications_part(self, work: UnitOfWork, event: NotificationsUserExported) -> None:
        """Keep what notifications hands out."""
        self._gather(work, event)

    @reacts_to(AccountsUserErased)
    def note_accounts_erased(self, work: UnitOfWork, event: AccountsUserErased) -> None:
        """Accounts has forgotten."""
        erasures.note_erased(work, self.settings, event)

    @reacts_to(CoursesUserErased)
    def note_courses_erased(self, work: UnitOfWork, event: CoursesUserErased) -> None:
        """Courses has forgotten."""
        erasures.note_erased(work, self.settings, event)

    @reacts_to(PaymentsUserErased)
    def note_payments_erased(self, work: UnitOfWork, event: PaymentsUserErased) -> None:
        """Payments has forgotten."""
        erasures.note_erased(work, self.settings, event)

    @reacts_to(NotificationsUserErased)
    def note_notifications_erased(self, work: UnitOfWork, event: NotificationsUserErased) -> None:
        """Notifications has forgotten."""
        erasures.note_erased(work, self.settings, event)

    @reacts_to(CoursePublished)
    def remember_taught_course(self, work: UnitOfWork, event: CoursePublished) -> None:
        """Keep who teaches a course."""
        erasures.remember_taught_course(work, event)

    @reacts_to(EnrollmentCreated)
    def remember_course_student(self, work: UnitOfWork, event: EnrollmentCreated) -> None:
        """Keep that somebody studies a course."""
        erasures.remember_course_student(work, event)

    @every(seconds=3600)
    def forget_exports(self, begin: Begin) -> None:
        """Delete collections that are over."""
        exports.forget_exports(begin, self.files)

    @every(seconds=3600)
    def erase_unconsented(self, begin: Begin) -> None:
        """Delete accounts that no guardian agreed to."""
        erasures.erase_unconsented(begin, self.settings)

    def _gather(self, work: UnitOfWork, event: UserExported) -> None:
        exports.gather_part(work, self.parcels, self.pictures, self.files, event)
