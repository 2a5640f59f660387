"""Problems of Open edX as questions: one for each of their responses."""

import copy
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.olx.markup import inner_html, without
from services.courses.exchange.olx.responses import RESPONSES, Answer, read_answer
from services.courses.exchange.prose import Surroundings, plain_text, to_markdown
from services.courses.exchange.tree import Question

INPUTS = (
    *("choice", "choicegroup", "checkboxgroup", "radiogroup", "optioninput", "textline", "textbox"),
    *("formulaequationinput", "responseparam", "additional_answer", "stringequalhint"),
    *("solution", "demandhint", "hintgroup", "script", "style"),
)
NOTES = ("clarification",)
VARIABLE = re.compile(r"\$\{?[A-Za-z_]\w*")
MARK = re.compile("\ue000(\\d+)\ue000")
MOST_POINTS = 1000.0
HEADING = re.compile(r"^\W*(explanation|solution)\W*\n+", re.IGNORECASE)


def read_problem(problem: Element, around: Surroundings) -> list[Question]:
    """The questions of a problem; what the academy cannot ask is reported."""
    scripted = _report_scripts(problem, around)
    responses = list(_responses(problem))
    if not responses:
        around.lost(Loss.UNKNOWN, "problem")
        return []
    if scripted and _uses_variables(problem):
        around.lost(Loss.PROGRAM, "variables")
        return []
    prompts = _prompts(problem, responses, around)
    answers = [read_answer(response, around) for response in responses]
    asked = [at for at, answer in enumerate(answers) if answer is not None]
    if not asked:
        return []
    general = _explanation(problem, around, responses)
    weight = _weight(problem) / len(responses)
    found = []
    for at in asked:
        own = _explanation(responses[at], around, [])
        told = own or (general if at == asked[-1] else "")
        key = f"{problem.get('url_name', '')}{f'-{at + 1}' if len(responses) > 1 else ''}"
        found.append(_question(key, prompts[at], answers[at] or {}, told, weight))
    return [_with_hints(one, problem, around) for one in found]


def _question(key: str, prompt: str, answer: Answer, explanation: str, points: float) -> Question:
    return Question(key=key, prompt=prompt, explanation=explanation, points=points, **answer)


def _with_hints(question: Question, problem: Element, around: Surroundings) -> Question:
    hints = [to_markdown(inner_html(hint), around) for hint in problem.iter("hint")]
    return msgspec.structs.replace(question, hints=hints) if hints else question


def _report_scripts(problem: Element, around: Surroundings) -> bool:
    """Whether a program makes the problem; those of browsers are only reported."""
    scripts = list(problem.iter("script"))
    for script in scripts:
        is_program = "python" in script.get("type", "")
        around.lost(Loss.PROGRAM if is_program else Loss.SCRIPT, script.get("type", "script"))
    return any("python" in script.get("type", "") for script in scripts)


def _uses_variables(problem: Element) -> bool:
    bare = without(problem, ("script",))
    texts = [*bare.itertext(), *(value for one in bare.iter() for value in one.attrib.values())]
    return any(VARIABLE.search(text) for text in texts)


def _responses(problem: Element) -> Iterator[Element]:
    return (element for element in problem.iter() if element.tag in RESPONSES)


def _prompts(problem: Element, responses: list[Element], around: Surroundings) -> list[str]:
    """The words before each response, with those inside of it; in a table, its row and column."""
    cells = _cells(problem)
    marked = _marked(problem, responses)
    parts = MARK.split(to_markdown(inner_html(without(marked, INPUTS)), around))
    before = [part.strip() for part in parts[::2]]
    title = problem.get("display_name", "")
    prompts = []
    for at, response in enumerate(responses):
        inside = to_markdown(inner_html(without(response, (*INPUTS, *NOTES))), around)
        labels = [line.get("label", "") for line in response.iter("textline")]
        outside = _in_table(before[0], cells[response]) if response in cells else before[at]
        words = [outside, inside, *(label for label in labels if label and not inside)]
        prompts.append("\n\n".join(filter(None, words)) or title)
    if len(before) > len(responses) and before[-1] and not cells:
        prompts[-1] = f"{prompts[-1]}\n\n{before[-1]}"
    return prompts


def _marked(problem: Element, responses: list[Element]) -> Element:
    """A copy in which each response is only a mark."""
    marked = copy.deepcopy(problem)
    for at, response in enumerate(list(_responses(marked))[: len(responses)]):
        tail = response.tail
        response.clear()
        response.tag, response.text, response.tail = "span", f"\ue000{at}\ue000", tail
    return marked


def _cells(problem: Element) -> dict[Element, str]:
    """What the table around a response says of it: the head of its column and of its row."""
    found: dict[Element, str] = {}
    for table in problem.iter("table"):
        rows = [list(row) for row in table.iter("tr")]
        heads = [plain_text(inner_html(cell)) for cell in rows[0]] if rows else []
        for row in rows:
            found |= _cells_of(row, heads)
    return found


def _cells_of(row: list[Element], heads: list[str]) -> dict[Element, str]:
    label = plain_text(inner_html(row[0])) if row else ""
    found: dict[Element, str] = {}
    for column, cell in enumerate(row):
        head = heads[column] if column < len(heads) else ""
        said = ": ".join(filter(None, (label, head)))
        found |= dict.fromkeys(_responses(cell), said)
    return found


def _in_table(text: str, cell: str) -> str:
    """What stands before the table, and the cell's own words."""
    before = text.partition("\n|")[0].strip()
    return f"{'' if before.startswith('|') else before}\n\n**{cell}**".strip()


def _explanation(element: Element, around: Surroundings, inner: list[Element]) -> str:
    """The solution, without the heading that says that it is one."""
    own = {solution for response in inner for solution in response.iter("solution")}
    solutions = [one for one in element.iter("solution") if one not in own]
    text = "\n\n".join(to_markdown(inner_html(one), around) for one in solutions)
    return HEADING.sub("", text).strip()


def _weight(problem: Element) -> float:
    try:
        weight = float(problem.get("weight", ""))
    except ValueError:
        weight = 0.0
    return weight if 0 < weight <= MOST_POINTS else float(_count(problem))


def _count(problem: Element) -> int:
    """Without a weight, each response is worth one point."""
    return sum(1 for _ in _responses(problem))
