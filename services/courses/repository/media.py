"""Queries of videos and of the work on them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.media import VideoState
from services.courses.models import Course, CourseFile, Lesson, MediaJob, Person, Video, Watch


class VideoRepository:
    """What is known of videos."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, file_id: UUID) -> Video | None:
        """What is known of a video, or None before anybody has looked."""
        return self._session.get(Video, file_id)

    def keep(self, values: Mapping[str, Any]) -> None:
        """Remember what a video is, in place of what was known."""
        changed = {name: value for name, value in values.items() if name != "file_id"}
        statement = insert(Video).values(**{"heights": [], "has_poster": False, **values})
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["file_id"], set_=changed)
        )

    def keep_heights(self, file_id: UUID, heights: list[int]) -> None:
        """Remember in which sizes a video can be chosen."""
        mine = Video.file_id == file_id
        self._session.execute(update(Video).where(mine).values(heights=heights))

    def find_playing(self, file_id: UUID, lesson_id: UUID, viewer_id: UUID | None) -> Any:
        """A video with what one person has watched of it in a lesson, in one row."""
        mine = Watch.lesson_id == lesson_id, Watch.student_id == viewer_id
        statement = (
            select(
                Video.duration_ms,
                Video.has_poster,
                Video.heights,
                Watch.position_seconds,
                Watch.watched_seconds,
                Person.name.label("viewer_name"),
            )
            .select_from(CourseFile)
            .outerjoin(Video, Video.file_id == CourseFile.id)
            .outerjoin(Watch, and_(Watch.video_id == CourseFile.id, *mine))
            .outerjoin(Person, Person.id == viewer_id)
            .where(CourseFile.id == file_id)
        )
        return self._session.execute(statement).one()

    def list_without_duration(self, file_id: UUID) -> list[Lesson]:
        """The lessons that play a video and whose teacher did not say how long they take."""
        mine = Lesson.video_file_id == file_id, Lesson.duration_minutes == 0
        return list(self._session.scalars(select(Lesson).where(*mine)))


class MediaJobRepository:
    """Videos on their way to being prepared."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, file_id: UUID) -> MediaJob | None:
        """The job of a video, or None."""
        return self._session.get(MediaJob, file_id)

    def find_for_update(self, file_id: UUID) -> MediaJob | None:
        """The job of a video, locked until the work ends, or None."""
        return self._session.get(MediaJob, file_id, with_for_update=True, populate_existing=True)

    def add(self, job: MediaJob) -> None:
        """Let a video wait for its turn; one that does already goes on waiting."""
        if self.find(job.file_id) is None:
            self._session.add(job)
            self._session.flush()

    def take(
        self, now: datetime, lease: timedelta, token: UUID, *, probed: bool
    ) -> MediaJob | None:
        """Hold the job that has waited longest, or whose worker was not heard of any more."""
        free = MediaJob.state.in_([VideoState.WAITING, VideoState.RUNNING])
        statement = (
            select(MediaJob)
            .where(free, MediaJob.probed.is_(probed), MediaJob.due_at <= now)
            .order_by(MediaJob.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        job = self._session.scalar(statement)
        if job is not None:
            job.state, job.token = VideoState.RUNNING, token
            job.attempts, job.due_at = job.attempts + 1, now + lease
            self._session.flush()
        return job

    def renew(self, job: MediaJob, now: datetime, lease: timedelta, progress: int) -> bool:
        """Go on holding a job; False when it is somebody else's by now, or gone."""
        mine = MediaJob.file_id == job.file_id, MediaJob.token == job.token
        statement = update(MediaJob).where(*mine).values(due_at=now + lease, progress=progress)
        renewed = self._session.scalar(statement.returning(MediaJob.file_id))
        return renewed is not None

    def find_owner(self, file_id: UUID) -> Any:
        """The course and the teacher that a video belongs to, or None when it is gone."""
        statement = (
            select(Course.id.label("course_id"), Course.teacher_id)
            .join(CourseFile, CourseFile.course_id == Course.id)
            .where(CourseFile.id == file_id)
        )
        return self._session.execute(statement).one_or_none()
