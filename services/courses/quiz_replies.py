"""Attempts as the contracts show them: to students never more than they may know."""

from collections.abc import Sequence
from typing import Any

import msgspec

from contracts.courses.attempts import (
    Answer,
    AnswerKey,
    AskedQuestion,
    AttemptResult,
    AttemptState,
    AttemptSummary,
    QuestionFeedback,
    StoredAnswer,
    Verdict,
)
from contracts.courses.questions import QuestionContent, QuestionType, TextPart
from contracts.courses.quizzes import Override, QuizSettings
from contracts.courses.resources import CourseFile
from services.courses.links import with_addresses
from services.courses.models import QuizAnswer, QuizAttempt, QuizOverride
from services.courses.policies.grading import choices, numbers
from services.courses.policies.quizzes import results
from services.courses.policies.quizzes.feedback import Told
from services.courses.quiz_definitions import FrozenQuestion, Placed, answer_of


def to_asked(
    question: FrozenQuestion, placed: Placed, files: Sequence[CourseFile]
) -> AskedQuestion:
    """A question without its key, its parts in the order of the attempt."""
    content = question.content
    texts = _texts(content)
    return AskedQuestion(
        id=question.id,
        type=content.type,
        prompt_html=with_addresses(question.prompt_html, files),
        points=placed.points,
        options=[TextPart(id=one, text=texts[one]) for one in placed.options],
        items=[TextPart(id=one, text=texts[one]) for one in placed.items],
        lefts=[TextPart(id=one, text=texts[one]) for one in placed.lefts],
        rights=[TextPart(id=one, text=texts[one]) for one in placed.rights if one in texts],
        answer_form=content.answer_form,
        rubric=content.rubric,
    )


def _texts(content: QuestionContent) -> dict[str, str]:
    texts = {option.id: option.text for option in content.options}
    texts |= {part.id: part.text for part in (*content.items, *content.distractors)}
    texts |= {pair.id: pair.left for pair in content.pairs}
    return texts | {pair.right_id: pair.right for pair in content.pairs}


def to_stored(row: Any, question_id: Any, files: Sequence[CourseFile] = ()) -> StoredAnswer:
    """What the server holds for a question, with the answer's own files."""
    answer = answer_of(row) or Answer()
    return StoredAnswer(
        question_id=question_id,
        seq=row.seq,
        answer=answer,
        flagged=row.flagged,
        saved_at=row.saved_at,
        checked=row.checked_at is not None,
        files=[file for file in files if file.id in answer.file_ids],
    )


def to_key(content: QuestionContent) -> AnswerKey:
    """What would have been right."""
    return AnswerKey(
        choices=choices.right_options(content),
        truth=content.truth if content.type is QuestionType.TRUE_FALSE else None,
        accepted=_accepted(content),
        order=[item.id for item in content.items],
        pairs={pair.id: pair.right_id for pair in content.pairs},
    )


def _accepted(content: QuestionContent) -> list[str]:
    if content.type is not QuestionType.NUMBER or content.number is None:
        return content.accepted
    off = numbers.allowed(content, numbers.decimal_of(content.number))
    return [f"{content.number:g} ± {off.normalize():f}" if off else f"{content.number:g}"]


def to_feedback(
    question: FrozenQuestion, row: QuizAnswer | None, told: Told, files: Sequence[CourseFile]
) -> QuestionFeedback:
    """What a student may know of how an answer did."""
    content = question.content
    verdict = row.verdict if row and row.verdict else Verdict.UNANSWERED
    explanation = with_addresses(question.explanation_html, files) if told.explanations else None
    explained = {one.id: one.explanation for one in content.options if one.explanation}
    return QuestionFeedback(
        question_id=question.id,
        verdict=verdict if told.score else None,
        score=(row.score or 0.0 if row else 0.0) if told.score else None,
        key=to_key(content) if told.answers else None,
        explanation_html=explanation,
        option_explanations=explained if told.explanations else {},
        comment=row.comment if row and told.score else "",
        levels=row.levels if row and told.score else {},
    )


def to_result(attempt: QuizAttempt, settings: QuizSettings, *, tell: bool) -> AttemptResult:
    """How an attempt did, once that is known and told."""
    done = attempt.state is AttemptState.FINISHED
    known = done and tell and not attempt.ungraded
    percent = results.percent_of(attempt.score, attempt.max_score) if known else None
    return AttemptResult(
        score=attempt.score if known else None,
        max_score=attempt.max_score,
        percent=percent,
        passed=results.passes(percent, settings.pass_percent),
        ungraded=attempt.ungraded if done else 0,
    )


def to_summary(attempt: QuizAttempt, settings: QuizSettings, *, tell: bool) -> AttemptSummary:
    """An attempt in a list."""
    return AttemptSummary(
        id=attempt.id,
        number=attempt.number,
        state=attempt.state,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        result=to_result(attempt, settings, tell=tell),
    )


def to_override(override: QuizOverride) -> Override:
    """What a student is granted."""
    fields = Override.__struct_fields__
    return msgspec.convert({name: getattr(override, name) for name in fields}, Override)
