"""Questions as problems of Open edX."""

from xml.etree.ElementTree import Element, SubElement

from bs4 import BeautifulSoup

from contracts.courses.questions import Partial, QuestionType
from services.courses.exchange.pages import Addresses, to_html
from services.courses.exchange.prose import plain_text
from services.courses.exchange.tree import Choice, Question
from services.courses.exchange.xml import parse_xml

TRUE_FALSE = ("True", "False")
SAID = {
    *("points", "explanation", "hints", "pool", "choices", "truth", "accepted", "ignore_case"),
    *("number", "tolerance", "tolerance_is_percent", "partial", "items", "pairs"),
}
"""What problems of Open edX say of a question, too; orders and pairs are none at all."""


def write_problem(question: Question, addresses: Addresses) -> Element | None:
    """The problem; None when Open edX has nothing like it."""
    writer = _Writer(question, addresses)
    problem = Element("problem", display_name=writer.title(), weight=f"{question.points:g}")
    response = writer.response()
    if response is None:
        return None
    problem.append(response)
    writer.explain(problem)
    return problem


class _Writer:
    """Writes the parts of one problem."""

    def __init__(self, question: Question, addresses: Addresses) -> None:
        self._question = question
        self._addresses = addresses

    def title(self) -> str:
        """The first words of what is asked."""
        return plain_text(self._html(self._question.prompt))[:80]

    def response(self) -> Element | None:
        """What is asked, and what is right."""
        match self._question.sort:
            case QuestionType.TEXT:
                return self._text()
            case QuestionType.NUMBER:
                return self._number()
            case QuestionType.ESSAY:
                return self._essay()
        return self._chosen()

    def _chosen(self) -> Element | None:
        match self._question.sort:
            case QuestionType.SINGLE:
                return self._single()
            case QuestionType.MULTIPLE:
                return self._multiple()
            case QuestionType.TRUE_FALSE:
                return self._true_false()
        return None

    def _single(self) -> Element:
        return self._choices("multiplechoiceresponse", "choicegroup", self._question.choices)

    def _multiple(self) -> Element:
        response = self._choices("choiceresponse", "checkboxgroup", self._question.choices)
        if self._question.partial is not Partial.ALL_OR_NOTHING:
            response.set("partial_credit", "EDC")
        return response

    def _true_false(self) -> Element:
        right = str(self._question.truth)
        choices = [Choice(text=one, correct=one == right) for one in TRUE_FALSE]
        return self._choices("multiplechoiceresponse", "choicegroup", choices)

    def _essay(self) -> Element:
        response = self._asked(Element("stringresponse", answer=".*", type="ci regexp"))
        SubElement(response, "textline", size="80")
        return response

    def explain(self, problem: Element) -> None:
        """The solution, and hints on demand."""
        if self._question.explanation:
            solution = SubElement(problem, "solution")
            solution.append(self._div(self._question.explanation))
        if self._question.hints:
            hints = SubElement(problem, "demandhint")
            for hint in self._question.hints:
                SubElement(hints, "hint").append(self._div(hint))

    def _asked(self, response: Element) -> Element:
        response.append(self._div(self._question.prompt))
        return response

    def _choices(self, kind: str, group: str, choices: list[Choice]) -> Element:
        response = self._asked(Element(kind))
        box = SubElement(response, group)
        if group == "choicegroup":
            box.set("type", "MultipleChoice")
        for one in choices:
            choice = SubElement(box, "choice", correct="true" if one.correct else "false")
            choice.text = one.text
            if one.feedback:
                hint = SubElement(choice, "choicehint")
                if group == "checkboxgroup":
                    hint.set("selected", "true")
                hint.text = one.feedback
        return response

    def _text(self) -> Element | None:
        if not self._question.accepted:
            return None
        first, *others = self._question.accepted
        kind = "ci" if self._question.ignore_case else "cs"
        response = self._asked(Element("stringresponse", answer=first, type=kind))
        for other in others:
            SubElement(response, "additional_answer", answer=other)
        SubElement(response, "textline", size="40")
        return response

    def _number(self) -> Element | None:
        number = self._question.number
        if number is None:
            return None
        response = self._asked(Element("numericalresponse", answer=repr(number)))
        if self._question.tolerance:
            percent = "%" if self._question.tolerance_is_percent else ""
            tolerance = f"{self._question.tolerance!r}{percent}"
            SubElement(response, "responseparam", type="tolerance", default=tolerance)
        SubElement(response, "formulaequationinput")
        return response

    def _div(self, text: str) -> Element:
        return html_element("div", self._html(text))

    def _html(self, text: str) -> str:
        return to_html(text, self._addresses)


def html_element(tag: str, html: str) -> Element:
    """HTML as an element of XML: empty elements are closed, names of signs are signs."""
    return parse_xml(f"<{tag}>{as_xml(html)}</{tag}>", tag)


def as_xml(html: str) -> str:
    """The same fragment, well-formed."""
    return BeautifulSoup(html, "html.parser").decode(formatter="minimal")
