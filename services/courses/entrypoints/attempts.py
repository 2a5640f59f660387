"""Quizzes as students take them."""

from contracts.courses.attempts import (
    Attempt,
    CheckAnswer,
    FinishAttempt,
    GetAttempt,
    GetQuiz,
    QuestionFeedback,
    Quiz,
    SaveAnswer,
    StartAnswerUpload,
    StartAttempt,
    StoredAnswer,
)
from contracts.courses.resources import Upload
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import quiz_answers, quiz_attempts, quiz_results


class Attempts(Dependencies):
    """Beginning, answering and finishing; the server's clock decides."""

    @handles_in_steps
    def get_quiz(self, begin: Begin, request: GetQuiz) -> Quiz:
        """The rules of a quiz for the caller."""
        return quiz_attempts.get_quiz(begin, request)

    @handles
    def start_attempt(self, work: UnitOfWork, request: StartAttempt) -> Attempt:
        """Begin an attempt, or go on with it."""
        return quiz_attempts.start_attempt(work, self.links, request)

    @handles_in_steps
    def get_attempt(self, begin: Begin, request: GetAttempt) -> Attempt:
        """One of the caller's attempts."""
        return quiz_attempts.get_attempt(begin, self.links, request)

    @handles_in_steps
    def save_answer(self, begin: Begin, request: SaveAnswer) -> StoredAnswer:
        """Keep an answer."""
        return quiz_answers.save_answer(begin, self.links, request)

    @handles
    def check_answer(self, work: UnitOfWork, request: CheckAnswer) -> QuestionFeedback:
        """Tell at once how an answer did."""
        return quiz_answers.check_answer(work, self.links, request)

    @handles
    def finish_attempt(self, work: UnitOfWork, request: FinishAttempt) -> Attempt:
        """Hand an attempt in."""
        return quiz_attempts.finish_attempt(work, self.links, request)

    @handles
    def start_answer_upload(self, work: UnitOfWork, request: StartAnswerUpload) -> Upload:
        """Announce a file of an answer."""
        return quiz_answers.start_answer_upload(work, self.links, request)

    @every(seconds=5)
    def finish_due_attempts(self, begin: Begin) -> None:
        """End the attempts whose time is over."""
        quiz_results.finish_due_attempts(begin)
