"""What becomes of formulas, and of what pretends to be one."""

import re

import pytest

from services.courses.markdown import render


def html(text: str) -> str:
    return render(text).html


def test_a_formula_in_a_line_is_drawn_by_the_browser() -> None:
    shown = html(r"So $e^{i\pi}+1=0$ holds.")

    assert shown.startswith('<p>So <math display="inline">')
    assert "<msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup>" in shown


def test_a_formula_of_its_own_stands_in_a_block() -> None:
    shown = html("$$\n\\frac{a}{b}\n$$")

    assert shown.startswith('<div class="formula"><math display="block">')
    assert "<mfrac>" in shown


@pytest.mark.parametrize(
    "text", ["It costs $5 or $10.", "`$HOME and $PATH`", "```sh\necho $HOME $PATH\n```", "$ a $"]
)
def test_amounts_and_code_are_no_formulas(text: str) -> None:
    assert "<math" not in html(text)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (r"\frac{", "Are all braces closed?"),
        (r"\left(x", "Are all braces closed?"),
        (r"\nonsense{x}", r"The command \nonsense is not known."),
        ("{" * 1500, "The formula is nested too deeply."),
        ("x" * 2001, "A formula has at most 2000 characters."),
    ],
)
def test_a_broken_formula_shows_its_source_and_why(source: str, reason: str) -> None:
    shown = html(f"Before ${source}$ after")

    assert f"<code>{source}</code>" in shown
    assert reason in shown
    assert "Before" in shown
    assert "after" in shown


@pytest.mark.parametrize(
    "text",
    [
        r"$\text{<script>alert(1)</script>}$",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\style{background:url(//evil)}{x}$",
        r"$\class{x}{y}$",
        r"$\text{<img src=x onerror=alert(1)>}$",
        '<math href="javascript:alert(1)"><mi xlink:href="javascript:alert(1)">x</mi></math>',
        '<math><mi onclick="alert(1)" style="x">x</mi><maction actiontype="a">y</maction></math>',
        '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml>',
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        '<math><mtext><mglyph><style><!--</style><img title="--&gt;&lt;img onerror=alert(1)&gt;">',
        "<math><semantics><annotation>x</annotation></semantics></math>",
        "<svg><foreignObject><math><mi>x</mi></math></foreignObject></svg>",
    ],
)
def test_nothing_runs_or_links_in_a_formula(text: str) -> None:
    tags = " ".join(re.findall(r"<[^>]*>", html(text)))

    for danger in ("script", "onerror", "onclick", "href", "style", "svg", "annotation", "maction"):
        assert danger not in tags.replace("mstyle", ""), tags


def test_a_text_brings_no_mathml_of_its_own_and_no_formula_of_another() -> None:
    assert html("<math><mo>+</mo></math>") == ""
    assert html('<span class="formula-place">7</span>') == ""
