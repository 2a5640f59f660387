"""Quizzes as assessments in the profile of QTI 1.2 that Common Cartridge allows."""

from xml.etree.ElementTree import Element, SubElement

from msgspec.structs import replace

from contracts.courses.questions import QuestionType
from services.courses.exchange.beyond import settings_of
from services.courses.exchange.cartridge.beyond import LESSON, QUESTION, keep
from services.courses.exchange.cartridge.rules import write_rules
from services.courses.exchange.pages import Addresses, to_html
from services.courses.exchange.prose import plain_text
from services.courses.exchange.questions import best_of
from services.courses.exchange.tree import Choice, Lesson, Question, Quiz

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PROFILES = {
    QuestionType.SINGLE: "cc.multiple_choice.v0p1",
    QuestionType.MULTIPLE: "cc.multiple_response.v0p1",
    QuestionType.TRUE_FALSE: "cc.true_false.v0p1",
    QuestionType.TEXT: "cc.fib.v0p1",
    QuestionType.NUMBER: "cc.fib.v0p1",
    QuestionType.ORDERING: "cc.essay.v0p1",
    QuestionType.MATCHING: "cc.essay.v0p1",
    QuestionType.ESSAY: "cc.essay.v0p1",
}
SAID = {
    *("points", "explanation", "hints", "pool", "choices", "truth", "accepted", "ignore_case"),
    *("number", "items", "pairs"),
}
"""What items say of a question, too."""

LIKENED = {QuestionType.NUMBER, QuestionType.ORDERING, QuestionType.MATCHING}
"""Sorts that the profile does not know; others take them for a text or an essay."""

FLOWING = {"itemfeedback", "presentation_material"}
RESPONSE = "response"
GENERAL = "general_fb"


def write_assessment(lesson: Lesson, name: str, addresses: Addresses) -> Element:
    """The quiz of a lesson."""
    quiz = lesson.quiz or Quiz(questions=[])
    root = Element("questestinterop", xmlns=QTI)
    assessment = SubElement(root, "assessment", ident=name, title=lesson.title)
    metadata = _metadata(assessment, write_rules(settings_of(quiz)))
    if lesson.body.strip():
        _material(SubElement(assessment, "presentation_material"), lesson.body, addresses)
    section = SubElement(assessment, "section", ident="root_section")
    for number, question in enumerate(quiz.questions, start=1):
        _Item(section, question, f"{name}_{number}", addresses).write()
    bare = replace(lesson, quiz=replace(quiz, questions=[]))
    _field(metadata, LESSON, keep(assessment, bare, without={"section"}))
    return root


def write_bank(questions: list[Question], name: str, addresses: Addresses) -> Element:
    """Questions that no quiz asks."""
    root = Element("questestinterop", xmlns=QTI)
    bank = SubElement(root, "objectbank", ident=name)
    for number, question in enumerate(questions, start=1):
        _Item(bank, question, f"{name}_{number}", addresses).write()
    return root


def _metadata(parent: Element, fields: dict[str, str]) -> Element:
    metadata = SubElement(parent, "qtimetadata")
    for label, entry in fields.items():
        _field(metadata, label, entry)
    return metadata


def _field(metadata: Element, label: str, entry: str) -> None:
    field = SubElement(metadata, "qtimetadatafield")
    SubElement(field, "fieldlabel").text = label
    SubElement(field, "fieldentry").text = entry


def _material(parent: Element, text: str, addresses: Addresses) -> None:
    """Markdown as HTML."""
    _words(parent, to_html(text, addresses), "text/html")


def _words(parent: Element, text: str, kind: str = "text/plain") -> None:
    flow = SubElement(parent, "flow_mat") if parent.tag in FLOWING else parent
    words = SubElement(SubElement(flow, "material"), "mattext", texttype=kind)
    words.text = text


class _Item:
    """Writes one question."""

    def __init__(
        self, section: Element, question: Question, ident: str, addresses: Addresses
    ) -> None:
        title = plain_text(to_html(question.prompt, addresses))[:80]
        self._item = SubElement(section, "item", ident=ident, title=title)
        self._question = question
        self._addresses = addresses

    def write(self) -> None:
        """Metadata, presentation, processing and feedback, in the order of the format."""
        question = self._question
        fields = {"cc_profile": PROFILES[question.sort], "cc_weighting": f"{best_of(question):g}"}
        fields |= {"cc_question_category": question.pool} if question.pool else {}
        metadata = _metadata(SubElement(self._item, "itemmetadata"), fields)
        presentation = SubElement(self._item, "presentation")
        _material(presentation, question.prompt, self._addresses)
        choices = self._choices()
        if choices:
            self._offer(presentation, choices)
        else:
            box = SubElement(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
            SubElement(box, "render_fib")
        self._process(choices)
        _field(metadata, QUESTION, keep(self._item, question))

    def _choices(self) -> list[Choice]:
        if self._question.sort is QuestionType.TRUE_FALSE:
            right = str(self._question.truth)
            return [Choice(text=one, correct=one == right) for one in ("True", "False")]
        known = {QuestionType.SINGLE, QuestionType.MULTIPLE}
        return self._question.choices if self._question.sort in known else []

    def _offer(self, presentation: Element, choices: list[Choice]) -> None:
        several = self._question.sort is QuestionType.MULTIPLE
        cardinality = "Multiple" if several else "Single"
        lid = SubElement(presentation, "response_lid", ident=RESPONSE, rcardinality=cardinality)
        render = SubElement(lid, "render_choice")
        for number, choice in enumerate(choices, start=1):
            label = SubElement(render, "response_label", ident=_name(number))
            _words(label, choice.text)

    def _process(self, choices: list[Choice]) -> None:
        """What is told, and what gives all points."""
        processing = SubElement(self._item, "resprocessing")
        outcomes = SubElement(processing, "outcomes")
        bounds = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
        SubElement(outcomes, "decvar", bounds)
        if self._question.explanation:
            condition = SubElement(processing, "respcondition", {"continue": "Yes"})
            SubElement(SubElement(condition, "conditionvar"), "other")
            _tell(condition, GENERAL)
        for number, choice in enumerate(choices, start=1):
            if choice.feedback:
                condition = SubElement(processing, "respcondition", {"continue": "Yes"})
                _equals(SubElement(condition, "conditionvar"), _name(number))
                _tell(condition, f"{_name(number)}_fb")
        if choices or self._accepted():
            self._grade(processing, choices)
        self._feedback(choices)

    def _feedback(self, choices: list[Choice]) -> None:
        if self._question.explanation:
            feedback = SubElement(self._item, "itemfeedback", ident=GENERAL)
            _material(feedback, self._question.explanation, self._addresses)
        for number, choice in enumerate(choices, start=1):
            if choice.feedback:
                name = f"{_name(number)}_fb"
                _words(SubElement(self._item, "itemfeedback", ident=name), choice.feedback)

    def _grade(self, processing: Element, choices: list[Choice]) -> None:
        condition = SubElement(processing, "respcondition", {"continue": "No"})
        asked = SubElement(condition, "conditionvar")
        if self._question.sort is QuestionType.MULTIPLE:
            every = SubElement(asked, "and")
            for number, choice in enumerate(choices, start=1):
                parent = every if choice.correct else SubElement(every, "not")
                _equals(parent, _name(number))
        for number, choice in enumerate(choices, start=1):
            if choice.correct and self._question.sort is not QuestionType.MULTIPLE:
                _equals(asked, _name(number))
        for answer in self._accepted():
            case = "No" if self._question.ignore_case else "Yes"
            _equals(asked, answer, case=case)
        SubElement(condition, "setvar", action="Set", varname="SCORE").text = "100"

    def _accepted(self) -> list[str]:
        if self._question.sort is QuestionType.TEXT:
            return self._question.accepted
        number = self._question.number
        return [f"{number:g}"] if number is not None else []


def _tell(condition: Element, ident: str) -> None:
    SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=ident)


def _equals(parent: Element, value: str, **attributes: str) -> None:
    SubElement(parent, "varequal", {"respident": RESPONSE, **attributes}).text = value


def _name(number: int) -> str:
    return f"choice{number}"
