"""Quizzes as assessments in the profile of QTI 1.2 that Common Cartridge allows."""

from xml.etree.ElementTree import Element, SubElement

from services.courses.exchange.cartridge.beyond import FIELD, keep_question
from services.courses.exchange.pages import Addresses, to_html
from services.courses.exchange.prose import plain_text
from services.courses.exchange.tree import Choice, Lesson, Question, QuestionType

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
RESPONSE = "response"
GENERAL = "general_fb"


def write_assessment(lesson: Lesson, name: str, addresses: Addresses) -> Element:
    """The quiz of a lesson."""
    root = Element("questestinterop", xmlns=QTI)
    assessment = SubElement(root, "assessment", ident=name, title=lesson.title)
    quiz = lesson.quiz
    fields = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination"}
    if quiz is not None and quiz.attempts_allowed:
        fields["cc_maxattempts"] = str(quiz.attempts_allowed)
    _metadata(assessment, fields)
    section = SubElement(assessment, "section", ident="root_section")
    for number, question in enumerate(quiz.questions if quiz else [], start=1):
        _Item(section, question, f"{name}_{number}", addresses).write()
    return root


def _metadata(parent: Element, fields: dict[str, str]) -> None:
    metadata = SubElement(parent, "qtimetadata")
    for label, entry in fields.items():
        field = SubElement(metadata, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = label
        SubElement(field, "fieldentry").text = entry


class _Item:
    """Writes one question."""

    def __init__(
        self, section: Element, question: Question, ident: str, addresses: Addresses
    ) -> None:
        title = plain_text(to_html(question.prompt, addresses))[:80]
        self._item = SubElement(section, "item", ident=ident, title=title)
        self._question = question
        self._addresses = addresses
        self._feedback: dict[str, str] = {}

    def write(self) -> None:
        """Metadata, presentation, processing and feedback, in the order of the format."""
        question = self._question
        fields = {"cc_profile": PROFILES[question.sort], "cc_weighting": f"{question.points:g}"}
        kept = keep_question(question)
        _metadata(SubElement(self._item, "itemmetadata"), fields | ({FIELD: kept} if kept else {}))
        presentation = SubElement(self._item, "presentation")
        self._material(presentation, question.prompt)
        choices = self._choices()
        if choices:
            self._offer(presentation, choices)
        else:
            box = SubElement(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
            SubElement(box, "render_fib")
        self._process(choices)
        for ident, text in self._feedback.items():
            flow = SubElement(SubElement(self._item, "itemfeedback", ident=ident), "flow_mat")
            self._material(flow, text)

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
            self._material(label, choice.text)

    def _process(self, choices: list[Choice]) -> None:
        """What is told, and what gives all points."""
        processing = SubElement(self._item, "resprocessing")
        outcomes = SubElement(processing, "outcomes")
        bounds = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
        SubElement(outcomes, "decvar", bounds)
        if self._question.explanation:
            condition = SubElement(processing, "respcondition", {"continue": "Yes"})
            SubElement(SubElement(condition, "conditionvar"), "other")
            self._tell(condition, GENERAL, self._question.explanation)
        for number, choice in enumerate(choices, start=1):
            if choice.feedback:
                condition = SubElement(processing, "respcondition", {"continue": "Yes"})
                _equals(SubElement(condition, "conditionvar"), _name(number))
                self._tell(condition, f"{_name(number)}_fb", choice.feedback)
        if choices or self._accepted():
            self._grade(processing, choices)

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

    def _tell(self, condition: Element, ident: str, text: str) -> None:
        SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=ident)
        self._feedback[ident] = text

    def _material(self, parent: Element, text: str) -> None:
        material = SubElement(parent, "material")
        words = SubElement(material, "mattext", texttype="text/html")
        words.text = to_html(text, self._addresses)


def _equals(parent: Element, value: str, **attributes: str) -> None:
    SubElement(parent, "varequal", {"respident": RESPONSE, **attributes}).text = value


def _name(number: int) -> str:
    return f"choice{number}"
