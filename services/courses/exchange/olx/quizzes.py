"""Quizzes as the problems of a vertical, some of them drawn from a library."""

from xml.etree.ElementTree import Element, SubElement, tostring

from contracts.courses.exchange import Loss
from services.courses.exchange.beyond import settings_of, unsaid_of_question, unsaid_of_quiz
from services.courses.exchange.findings import Findings
from services.courses.exchange.naming import url_name
from services.courses.exchange.olx.asking import SAID, write_problem
from services.courses.exchange.olx.rules import WRITTEN, write_rules
from services.courses.exchange.pages import Addresses
from services.courses.exchange.questions import best_of
from services.courses.exchange.tree import Lesson, Question, Quiz, Slot, slots_of


def element_bytes(element: Element) -> bytes:
    """A file with that element."""
    return tostring(element, encoding="unicode").encode()


class QuizWriter:
    """Writes one quiz."""

    def __init__(
        self, lesson: Lesson, addresses: Addresses, findings: Findings, place: tuple[str, ...]
    ) -> None:
        self._lesson = lesson
        self._quiz = lesson.quiz or Quiz(questions=[])
        self._addresses = addresses
        self._findings = findings
        self._place = place
        self._files: dict[str, bytes] = {}

    def write(self, vertical: Element) -> dict[str, bytes]:
        """Let the vertical hold the quiz; the files that it takes."""
        rules = unsaid_of_quiz(self._quiz, WRITTEN)
        if rules:
            self._findings.add(self._place, Loss.SETTING, rules)
        questions = {question.key: question for question in self._quiz.questions}
        slots = slots_of(self._quiz)
        fixed = {slot.question for slot in slots}
        for number, slot in enumerate(slots, start=1):
            if slot.question:
                question = questions[slot.question]
                self._problem(vertical, question, best_of(question))
            else:
                drawn = [one for one in questions.values() if one.pool == slot.pool]
                free = [one for one in drawn if one.key not in fixed]
                self._library(vertical, f"{self._lesson.key}/{number}", slot, free)
        return self._files

    def _library(self, vertical: Element, key: str, slot: Slot, questions: list[Question]) -> None:
        name = url_name(key)
        library = Element("library_content", display_name=slot.pool, max_count=str(slot.draw))
        for question in questions:
            self._problem(library, question, slot.points)
        SubElement(vertical, "library_content", url_name=name)
        self._files[f"library_content/{name}.xml"] = element_bytes(library)

    def _problem(self, parent: Element, question: Question, points: float) -> None:
        problem = write_problem(question, self._addresses)
        if problem is None:
            self._findings.add(self._place, Loss.UNSHOWN, question.sort.value)
            return
        problem.set("weight", f"{points:g}")
        write_rules(problem, settings_of(self._quiz))
        unsaid = unsaid_of_question(question, SAID)
        if unsaid:
            self._findings.add(
                (*self._place, problem.get("display_name", "")), Loss.SETTING, unsaid
            )
        name = url_name(f"{self._lesson.key}/{question.key}")
        SubElement(parent, "problem", url_name=name)
        self._files[f"problem/{name}.xml"] = element_bytes(problem)
