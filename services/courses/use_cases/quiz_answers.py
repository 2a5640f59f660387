"""How answers come in: one by one, each kept before it is acknowledged."""

from uuid import UUID

from contracts.courses.attempts import (
    CheckAnswer,
    QuestionFeedback,
    SaveAnswer,
    StartAnswerUpload,
    StoredAnswer,
)
from contracts.courses.authoring import FinishUpload
from contracts.courses.errors import CheckingNotOffered
from contracts.courses.resources import CourseFile, Upload
from services.common.storage import FileStore
from services.common.work import Begin, UnitOfWork
from services.courses import models
from services.courses.links import FileLinks
from services.courses.policies import grading, uploads
from services.courses.policies.quizzes import entry, feedback
from services.courses.quiz_definitions import answer_of, points_of
from services.courses.quiz_replies import to_feedback, to_stored
from services.courses.repository.attempts import (
    AnswerFileRepository,
    AnswerRepository,
    AttemptRepository,
)
from services.courses.repository.files import UploadRepository
from services.courses.repository.quizzes import QuizRepository
from services.courses.use_cases.files import finish_upload
from services.courses.use_cases.quiz_showing import (
    answer_files_of,
    definition_of,
    pictures_of,
)
from services.courses.use_cases.quiz_versions import read_settings


def save_answer(begin: Begin, links: FileLinks, request: SaveAnswer) -> StoredAnswer:
    """Keep an answer; repeating it, or sending an older one late, changes nothing."""
    with begin() as work:
        _ensure_takes(work, request.attempt_id, request.question_id)
        written = AnswerRepository(work.session).write(request, work.now)
        files = []
        if written.answer["file_ids"]:
            attempt = AttemptRepository(work.session).get(request.attempt_id)
            files = answer_files_of(work, links, attempt)
        return to_stored(written, request.question_id, files)


def check_answer(work: UnitOfWork, links: FileLinks, request: CheckAnswer) -> QuestionFeedback:
    """Take an answer for good and tell how it did; asking again tells the same."""
    _ensure_takes(work, request.attempt_id, request.question_id)
    attempt = AttemptRepository(work.session).get(request.attempt_id)
    settings = read_settings(QuizRepository(work.session).get(attempt.lesson_id))
    feedback.ensure_checks(settings)
    definition = definition_of(work, attempt)
    question = definition.question(request.question_id)
    row = AnswerRepository(work.session).get_for_update(attempt.id, question.id)
    if row is None or not grading.is_answered(answer_of(row)):
        raise CheckingNotOffered("Answer the question first.")
    row.verdict, row.score = grading.grade(
        question.content,
        answer_of(row),
        points_of(attempt, question.id),
        below_zero=settings.below_zero,
    )
    row.checked_at = row.checked_at or work.now
    work.session.flush()
    told = feedback.EVERYTHING if attempt.preview else feedback.chosen(settings)
    return to_feedback(question, row, told, pictures_of(work, links, attempt, definition))


def start_answer_upload(work: UnitOfWork, links: FileLinks, request: StartAnswerUpload) -> Upload:
    """Allow a student to add a picture or a PDF to an answer."""
    _ensure_takes(work, request.attempt_id, request.question_id)
    attempt = AttemptRepository(work.session).get(request.attempt_id)
    question = definition_of(work, attempt).question(request.question_id)
    uploads.ensure_answer_file(question.content, request.media_type)
    uploads.ensure_fits(request.size, uploads.ANSWER_LIMIT)
    AttemptRepository(work.session).get_for_update(attempt.id)
    since = work.now - uploads.UPLOAD_LASTS
    uploads.ensure_room(AnswerFileRepository(work.session).count_held(attempt.id, since))
    upload = models.Upload(
        course_id=attempt.course_id,
        attempt_id=attempt.id,
        person_id=work.actor.user_id,
        name=request.name,
        media_type=request.media_type,
        size=request.size,
        started_at=work.now,
    )
    UploadRepository(work.session).add(upload)
    url = links.upload(upload, work.now + uploads.UPLOAD_LASTS)
    return Upload(id=upload.id, url=url, max_bytes=request.size)


def finish_answer_upload(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: FinishUpload
) -> CourseFile:
    """Take a file that has arrived; one that comes after the end of its attempt is refused."""
    upload = UploadRepository(work.session).find_for_update(request.upload_id)
    if upload is not None and upload.attempt_id is not None:
        attempt = AttemptRepository(work.session).get(upload.attempt_id)
        entry.ensure_takes_answers(attempt, work.now)
    return finish_upload(work, links, store, request)


def _ensure_takes(work: UnitOfWork, attempt_id: UUID, question_id: UUID) -> None:
    """The caller's own attempt runs, and asks the question."""
    attempt = AttemptRepository(work.session).get_to_answer(attempt_id, question_id)
    entry.ensure_own(work.actor, attempt.student_id)
    entry.ensure_takes_answers(attempt, work.now)
