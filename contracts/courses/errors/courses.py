"""Refusals around courses and their content."""

from contracts.errors import Conflict, Forbidden, Invalid, NotFound


class CourseNotFound(NotFound):
    """There is no such course, or the caller may not see it."""


class ModuleNotFound(NotFound):
    """There is no such module, or the caller may not see it."""


class LessonNotFound(NotFound):
    """There is no such lesson, or the caller may not see it."""


class FileNotFound(NotFound):
    """There is no such file, or the caller may not see it."""


class UploadNotFound(NotFound):
    """The upload is unknown, finished or too old."""


class LearnerNotFound(NotFound):
    """There is no such learner, or the caller is not their guardian."""


class CategoryUnknown(Invalid):
    """There is no such category."""


class NotTheTeacher(Forbidden):
    """Only the teacher of a course changes it."""


class NotEnrolled(Forbidden):
    """The lesson is for enrolled students."""

    title = "Enroll to see this lesson"


class CourseHasNoLessons(Conflict):
    """A course is sold on what it contains, so an empty one cannot be submitted."""


class LessonIncomplete(Conflict):
    """A video lesson without a video, or an article without text."""


class CourseNotEditable(Conflict):
    """A submitted course waits for its review and cannot be changed."""

    title = "Course is in review"


class CourseNotSubmitted(Conflict):
    """Only a submitted course can be approved or rejected."""


class CourseNotFree(Conflict):
    """The course has a price, so it is entered by buying it."""

    title = "Course has a price"


class ModuleNotEmpty(Conflict):
    """A module that holds lessons cannot be removed."""


class YoutubeLinkUnknown(Invalid):
    """The link does not lead to a YouTube video."""

    title = "Not a YouTube link"


class VideoLinkRefused(Invalid):
    """The link does not lead to the file of a video over https, or gives a password away."""

    title = "Not the address of a video"


class FileTypeRefused(Invalid):
    """Files of that kind are not taken."""

    title = "File type not taken"


class UploadIncomplete(Conflict):
    """Fewer or more bytes arrived than were announced."""
