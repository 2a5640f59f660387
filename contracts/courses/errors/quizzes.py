"""Refusals around quizzes, attempts and their grades."""

from contracts.errors import Conflict, Invalid, NotFound


class QuizNotFound(NotFound):
    """There is no such quiz, or the caller may not see it."""


class QuestionNotFound(NotFound):
    """There is no such question, or the caller may not see it."""


class AttemptNotFound(NotFound):
    """There is no such attempt, or it is somebody else's."""


class RegradeNotFound(NotFound):
    """There is no such regrade, or the caller may not see it."""


class QuestionInvalid(Invalid):
    """A question cannot be answered or graded as it is written."""

    title = "Check the question"


class QuizSettingsInvalid(Invalid):
    """Rules of a quiz contradict one another."""

    title = "Check the settings"


class QuizSlotsInvalid(Invalid):
    """A quiz asks for what its course's bank does not hold."""

    title = "Check the questions"


class GradeInvalid(Invalid):
    """A grade does not fit the rubric or the points of its question."""

    title = "Check the grade"


class QuestionInUse(Conflict):
    """A quiz asks the question, so it stays in the bank."""


class QuizHasNoQuestions(Conflict):
    """There is nothing to attempt yet."""

    title = "Quiz is empty"


class QuizNotPublished(Conflict):
    """The quiz has not been published, so nobody attempts it yet."""


class QuizNotOpen(Conflict):
    """The quiz opens later."""

    title = "Not open yet"


class QuizClosed(Conflict):
    """The quiz has closed."""

    title = "Quiz is closed"


class AttemptsUsedUp(Conflict):
    """The student has made every attempt they are allowed."""

    title = "No attempts left"


class AttemptTooSoon(Conflict):
    """Between two attempts there is a wait."""

    title = "Wait for the next attempt"


class AttemptFinished(Conflict):
    """The attempt is finished and takes no more answers."""

    title = "Attempt is finished"


class AttemptRunning(Conflict):
    """The attempt is not finished, so there is nothing to grade."""

    title = "Attempt is still running"


class CheckingNotOffered(Conflict):
    """The quiz does not tell how an answer did before the end."""

    title = "Answers are not checked yet"


class LessonCompletedByQuiz(Conflict):
    """A quiz is completed by attempting it."""

    title = "Take the quiz"
