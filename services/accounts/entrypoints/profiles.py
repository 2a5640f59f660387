"""What people say about themselves, and what teachers offer."""

from contracts.accounts.profiles import (
    GetProfile,
    PictureRetired,
    Profile,
    RemovePicture,
    SetPicture,
    UpdateProfile,
)
from contracts.accounts.teachers import (
    GetTeacher,
    GetTeacherProfile,
    TeacherPage,
    TeacherProfile,
    UpdateTeacherProfile,
)
from services.accounts.entrypoints.dependencies import Dependencies
from services.accounts.use_cases import profiles, teachers
from services.common.events import reacts_to
from services.common.rpc import handles
from services.common.work import UnitOfWork


class Profiles(Dependencies):
    """Names, pictures, words, clocks; and the teachers' public pages."""

    @handles
    def get_profile(self, work: UnitOfWork, request: GetProfile) -> Profile:
        """Show the caller's profile."""
        return profiles.get_profile(work, self.pictures, request)

    @handles
    def update_profile(self, work: UnitOfWork, request: UpdateProfile) -> Profile:
        """Change the caller's profile."""
        return profiles.update_profile(work, self.pictures, request)

    @handles
    def set_picture(self, work: UnitOfWork, request: SetPicture) -> Profile:
        """Show a stored picture."""
        return profiles.set_picture(work, self.pictures, request)

    @handles
    def remove_picture(self, work: UnitOfWork, request: RemovePicture) -> Profile:
        """Show no picture."""
        return profiles.remove_picture(work, self.pictures, request)

    @reacts_to(PictureRetired)
    def delete_picture(
        self,
        work: UnitOfWork,  # noqa: ARG002 (nothing is stored)
        event: PictureRetired,
    ) -> None:
        """Delete the bytes of a picture that nothing shows."""
        profiles.delete_picture(self.pictures, event)

    @handles
    def get_teacher_profile(self, work: UnitOfWork, request: GetTeacherProfile) -> TeacherProfile:
        """Show what the caller offers."""
        return teachers.get_teacher_profile(work, request)

    @handles
    def update_teacher_profile(
        self, work: UnitOfWork, request: UpdateTeacherProfile
    ) -> TeacherProfile:
        """Change what the caller offers."""
        return teachers.update_teacher_profile(work, request)

    @handles
    def get_teacher(self, work: UnitOfWork, request: GetTeacher) -> TeacherPage:
        """Show a teacher to everybody."""
        return teachers.get_teacher(work, self.pictures, request)
