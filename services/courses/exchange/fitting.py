"""Keeps quizzes of strangers within the academy's own rules; what does not fit is reported."""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from contracts.courses.errors import QuestionInvalid, QuizSettingsInvalid
from contracts.courses.exchange import Loss
from contracts.courses.questions import QuestionContent
from contracts.courses.quizzes import QuizSettings
from services.courses.exchange.findings import Findings
from services.courses.exchange.prose import plain_text
from services.courses.exchange.questions import to_content
from services.courses.exchange.tree import Question, Quiz, Rule, Slot
from services.courses.policies.quizzes import questions as rules
from services.courses.policies.quizzes import setup

MOST_SLOTS, MOST_DRAWN, MOST_POINTS = 200, 100, 1000.0
MOST_ACCEPTED, LONGEST_PART = 30, 2000
PICTURE, MARKUP = re.compile(r"!\[([^\]]*)\]\([^)]*\)"), re.compile(r"[\\*_`#]")
Place = tuple[str, ...]


class Fitter:
    """Looks at the questions of one course."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def quiz(self, quiz: Quiz, place: Place) -> Quiz:
        """The quiz with the questions, the places and the rules that can be kept."""
        questions = self.questions(quiz.questions, place)
        slots = list(_fitting_slots(quiz.slots, questions)) if quiz.slots else []
        if len(slots or questions) > MOST_SLOTS:
            self._findings.add(place, Loss.SETTING, f"{len(slots or questions)} > {MOST_SLOTS}")
        return Quiz(
            questions=questions if slots else questions[:MOST_SLOTS],
            slots=slots[:MOST_SLOTS],
            settings=self._settings(quiz, place),
        )

    def questions(self, questions: list[Question], place: Place) -> list[Question]:
        """Those that can be asked, each under a key of its own."""
        fitting: dict[str, Question] = {}
        for question in questions:
            shorter = self._shortened(question, place)
            if self._can_be_asked(shorter, place):
                key = _free_key(shorter.key, fitting)
                fitting[key] = msgspec.structs.replace(shorter, key=key)
        return list(fitting.values())

    def _shortened(self, question: Question, place: Place) -> Question:
        here = (*place, _name(question))
        if question.hints:
            self._findings.add(here, Loss.SETTING, f"hints ({len(question.hints)})")
        if len(question.accepted) > MOST_ACCEPTED:
            self._findings.add(here, Loss.SETTING, f"{len(question.accepted)} > {MOST_ACCEPTED}")
        if any(len(one.feedback) > LONGEST_PART for one in question.choices):
            self._findings.add(here, Loss.SETTING, f"> {LONGEST_PART}")
        replace = msgspec.structs.replace
        return replace(
            question,
            accepted=question.accepted[:MOST_ACCEPTED],
            choices=[
                replace(one, feedback=one.feedback[:LONGEST_PART]) for one in question.choices
            ],
        )

    def _can_be_asked(self, question: Question, place: Place) -> bool:
        """Whether a teacher could have written it here."""
        content = msgspec.to_builtins(to_content(question, str))
        try:
            rules.ensure_valid(msgspec.convert(content, QuestionContent))
        except (msgspec.ValidationError, QuestionInvalid) as refusal:
            errors = getattr(refusal, "extra", {}).get("errors", [{"detail": str(refusal)}])
            self._findings.add((*place, _name(question)), Loss.ANSWER, errors[0]["detail"])
            return False
        return True

    def _settings(self, quiz: Quiz, place: Place) -> dict[str, Rule]:
        """The rules that are known and do not contradict each other."""
        try:
            settings = msgspec.convert(quiz.settings, QuizSettings, strict=False)
            setup.ensure_settings_agree(settings)
        except (msgspec.ValidationError, QuizSettingsInvalid) as refusal:
            self._findings.add(place, Loss.SETTING, str(refusal))
            return {}
        rules_: dict[str, Rule] = msgspec.to_builtins(settings)
        return {name: value for name, value in rules_.items() if name in quiz.settings}


def _fitting_slots(slots: list[Slot], questions: list[Question]) -> Iterator[Slot]:
    """Places that can be filled; a question that none asks for gets its own at the end."""
    missing = {question.key: question for question in questions}
    fixed = {slot.question for slot in slots}
    free = Counter(one.pool for one in questions if one.pool and one.key not in fixed)
    pools = {slot.pool for slot in slots if not slot.question}
    for slot in slots:
        if slot.question:
            found = missing.pop(slot.question, None)
            yield from _own_slots([found] if found else [])
            continue
        draw = min(slot.draw, free[slot.pool], MOST_DRAWN)
        free[slot.pool] -= max(draw, 0)
        if draw > 0:
            points = slot.points if 0 < slot.points <= MOST_POINTS else 1.0
            yield Slot(pool=slot.pool, draw=draw, points=points)
    yield from _own_slots([one for one in missing.values() if one.pool not in pools])


def _own_slots(questions: list[Question]) -> Iterator[Slot]:
    return (Slot(question=one.key, points=one.points) for one in questions)


def _free_key(key: str, taken: dict[str, Question]) -> str:
    number = 1
    while (f"{key}~{number}" if number > 1 else key) in taken:
        number += 1
    return f"{key}~{number}" if number > 1 else key


def _name(question: Question) -> str:
    """The first words of what is asked."""
    return plain_text(MARKUP.sub("", PICTURE.sub(r"\1", question.prompt)))[:60]
