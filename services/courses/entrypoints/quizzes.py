"""Quizzes as their teachers set them up and grade them."""

from contracts.courses.analysis import GetQuizFigures, QuizFigures
from contracts.courses.grading import (
    GetGradedAttempt,
    GradeAnswer,
    GradedAttempt,
    ListQuizStudents,
    ListWaitingAttempts,
    QuizStudent,
    WaitingAttempt,
)
from contracts.courses.questions import (
    AddQuestion,
    ListQuestions,
    Question,
    RemoveQuestion,
    UpdateQuestion,
)
from contracts.courses.quizzes import (
    GetQuizDraft,
    ListRegradeChanges,
    ListRegrades,
    Override,
    QuizDraft,
    Regrade,
    RegradeChange,
    RegradeQuiz,
    RemoveQuizOverride,
    SetQuizOverride,
    SetQuizSlots,
    UpdateQuizSettings,
)
from contracts.types import Page
from services.common.rpc import handles
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import (
    quiz_figures,
    quiz_grading,
    quiz_overrides,
    quiz_questions,
    quiz_regrades,
    quiz_setup,
)


class Quizzes(Dependencies):
    """Question banks, rules, grades by hand and grading anew."""

    @handles
    def list_questions(self, work: UnitOfWork, request: ListQuestions) -> Page[Question]:
        """The question bank of a course."""
        return quiz_questions.list_questions(work, self.links, request)

    @handles
    def add_question(self, work: UnitOfWork, request: AddQuestion) -> Question:
        """Put a question into the bank."""
        return quiz_questions.add_question(work, self.links, self.render, request)

    @handles
    def update_question(self, work: UnitOfWork, request: UpdateQuestion) -> Question:
        """Write a question anew."""
        return quiz_questions.update_question(work, self.links, self.render, request)

    @handles
    def remove_question(self, work: UnitOfWork, request: RemoveQuestion) -> None:
        """Take a question out of the bank."""
        quiz_questions.remove_question(work, request)

    @handles
    def get_quiz_draft(self, work: UnitOfWork, request: GetQuizDraft) -> QuizDraft:
        """A quiz as it is edited."""
        return quiz_setup.get_quiz_draft(work, self.links, request)

    @handles
    def update_quiz_settings(self, work: UnitOfWork, request: UpdateQuizSettings) -> QuizDraft:
        """Set the rules."""
        return quiz_setup.update_quiz_settings(work, self.links, request)

    @handles
    def set_quiz_slots(self, work: UnitOfWork, request: SetQuizSlots) -> QuizDraft:
        """Say what is asked."""
        return quiz_setup.set_quiz_slots(work, self.links, request)

    @handles
    def set_quiz_override(self, work: UnitOfWork, request: SetQuizOverride) -> Override:
        """Grant one student something."""
        return quiz_overrides.set_quiz_override(work, request)

    @handles
    def remove_quiz_override(self, work: UnitOfWork, request: RemoveQuizOverride) -> None:
        """Let the rules hold for a student again."""
        quiz_overrides.remove_quiz_override(work, request)

    @handles
    def regrade_quiz(self, work: UnitOfWork, request: RegradeQuiz) -> Regrade:
        """Grade every attempt by the keys as they are now."""
        return quiz_regrades.regrade_quiz(work, request)

    @handles
    def list_regrades(self, work: UnitOfWork, request: ListRegrades) -> list[Regrade]:
        """The newest regrades of a quiz."""
        return quiz_regrades.list_regrades(work, request)

    @handles
    def list_regrade_changes(
        self, work: UnitOfWork, request: ListRegradeChanges
    ) -> Page[RegradeChange]:
        """What a regrade changed."""
        return quiz_regrades.list_regrade_changes(work, request)

    @handles
    def list_quiz_students(self, work: UnitOfWork, request: ListQuizStudents) -> Page[QuizStudent]:
        """How the students of a quiz did."""
        return quiz_grading.list_quiz_students(work, request)

    @handles
    def get_quiz_figures(self, work: UnitOfWork, request: GetQuizFigures) -> QuizFigures:
        """How the questions of a quiz did."""
        return quiz_figures.get_quiz_figures(work, self.links, request)

    @handles
    def list_waiting_attempts(
        self, work: UnitOfWork, request: ListWaitingAttempts
    ) -> Page[WaitingAttempt]:
        """What the caller has to grade."""
        return quiz_grading.list_waiting_attempts(work, request)

    @handles
    def get_graded_attempt(self, work: UnitOfWork, request: GetGradedAttempt) -> GradedAttempt:
        """A student's attempt for their teacher."""
        return quiz_grading.get_graded_attempt(work, self.links, request)

    @handles
    def grade_answer(self, work: UnitOfWork, request: GradeAnswer) -> GradedAttempt:
        """Grade one answer by hand."""
        return quiz_grading.grade_answer(work, self.links, request)

    @every(seconds=5)
    def go_on_regrading(self, begin: Begin) -> None:
        """Work on what teachers asked to be graded anew."""
        quiz_regrades.go_on_regrading(begin)
