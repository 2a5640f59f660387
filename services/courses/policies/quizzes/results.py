"""Rules of what counts: percent, pass marks, several attempts, grades by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import fmean
from uuid import UUID

from contracts.courses.attempts import AttemptState
from contracts.courses.errors import (
    AttemptNotFound,
    AttemptRunning,
    GradeInvalid,
    LessonCompletedByQuiz,
)
from contracts.courses.questions import QuestionContent
from contracts.courses.quizzes import GradingMethod
from contracts.courses.resources import LessonKind

PRECISION = 4


def percent_of(score: float | None, max_score: float) -> float | None:
    """A score in percent; losing more than one earns is zero."""
    if score is None or not max_score:
        return None
    return round(100 * max(0.0, score) / max_score, PRECISION)


def counted(method: GradingMethod, percents: Sequence[float | None]) -> float | None:
    """What counts of several attempts, the oldest first; one that waits for its teacher is None."""
    if method is GradingMethod.FIRST:
        return percents[0] if percents else None
    if method is GradingMethod.LAST:
        return percents[-1] if percents else None
    known = [percent for percent in percents if percent is not None]
    if not known:
        return None
    return max(known) if method is GradingMethod.HIGHEST else round(fmean(known), PRECISION)


def passes(percent: float | None, pass_percent: int | None) -> bool | None:
    """Whether a pass mark is reached; None without a mark or without a grade."""
    return None if percent is None or pass_percent is None else percent >= pass_percent


def completes(passed: bool | None, pass_percent: int | None) -> bool:  # noqa: FBT001 (three states)
    """A quiz with a pass mark is completed by passing, any other by finishing an attempt."""
    return passed is True if pass_percent is not None else True


def by_hand(
    content: QuestionContent, levels: Mapping[str, str], score: float | None, points: float
) -> float:
    """Points that a teacher gives: the chosen level of each criterion, or a number."""
    if content.rubric:
        return sum(_of_criterion(content, levels)) * _scale(content, points)
    if score is None:
        raise _wrong("/score", "Give the points.")
    if score > points:
        raise _wrong("/score", f"The question is worth {points:g} points.")
    return score


def ensure_finished(state: AttemptState, finished_at: datetime | None) -> None:
    """What still changes is not graded."""
    if state is not AttemptState.FINISHED or finished_at is None:
        raise AttemptRunning("The student has not finished this attempt yet.")


def ensure_asked(question_id: UUID, asked: Sequence[UUID]) -> None:
    """A grade is for a question of the attempt."""
    if question_id not in asked:
        raise AttemptNotFound("The attempt has no such question.")


def ensure_completed_by_hand(kind: LessonKind) -> None:
    """A quiz is completed by attempting it, not by saying so."""
    if kind is LessonKind.QUIZ:
        raise LessonCompletedByQuiz("Finish an attempt to complete this lesson.")


def _of_criterion(content: QuestionContent, levels: Mapping[str, str]) -> list[float]:
    points = []
    for criterion in content.rubric:
        known = {level.id: level.points for level in criterion.levels}
        chosen = levels.get(criterion.id, "")
        if chosen not in known:
            raise _wrong(f"/levels/{criterion.id}", f"Choose a level for “{criterion.title}”.")
        points.append(known[chosen])
    return points


def _scale(content: QuestionContent, points: float) -> float:
    best = sum(max(level.points for level in one.levels) for one in content.rubric)
    return points / best if best else 0.0


def _wrong(pointer: str, detail: str) -> GradeInvalid:
    return GradeInvalid(detail, {"errors": [{"pointer": pointer, "detail": detail}]})
