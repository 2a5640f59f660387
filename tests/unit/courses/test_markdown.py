"""What becomes of the Markdown that teachers write."""

import time

import pytest

from services.courses.markdown import render

FILE = "0b8a4b3e-1111-4222-8333-123456789abc"


def html(text: str) -> str:
    return render(text).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold** and ~~gone~~", "<p><strong>bold</strong> and <s>gone</s></p>"),
        ("# Title", '<h2 id="content-title">Title</h2>'),
        ("Press <kbd>Tab</kbd> for 2<sup>8</sup>", "<p>Press <kbd>Tab</kbd> for 2<sup>8</sup></p>"),
        ("a\n\n<!-- spacer -->\n\nb", "<p>a</p>\n\n<p>b</p>"),
        ("", ""),
    ],
)
def test_plain_markdown(text: str, expected: str) -> None:
    assert html(text) == expected


def test_code_is_highlighted_under_the_name_of_its_language() -> None:
    shown = html("```python\nprint('x')\n```")

    assert shown.startswith(
        '<figure class="code"><figcaption>Python</figcaption><pre tabindex="0">'
    )
    assert '<span class="nb">print</span>' in shown


@pytest.mark.parametrize(
    ("language", "caption", "kind"),
    [
        ("output", "<figcaption>Output</figcaption>", "code code-output"),
        ("error", "<figcaption>Error</figcaption>", "code code-error"),
        ("klingon", "<figcaption>klingon</figcaption>", "code"),
        ("source", "", "code"),
        ("", "", "code"),
        ("<b>", "<figcaption>&lt;b&gt;</figcaption>", "code"),
    ],
)
def test_code_that_is_not_highlighted_is_shown_as_it_is(
    language: str, caption: str, kind: str
) -> None:
    shown = html(f"```{language}\n<a> & b\n```")

    assert shown == (
        f'<figure class="{kind}">{caption}<pre tabindex="0">'
        "<code>&lt;a&gt; &amp; b\n</code></pre></figure>"
    )


def test_tables_keep_their_alignment_without_styles() -> None:
    shown = html("| a | b |\n|---|--:|\n| 1 | 2 |")

    assert '<td align="right">2</td>' in shown
    assert "style" not in shown


def test_footnotes_and_definitions_link_inside_the_lesson() -> None:
    shown = html("Yes.[^1]\n\n[^1]: Really.\n\n[loop]{#loop}\n:   Goes round.\n\nSee [it](#loop).")

    assert 'href="#content-fn1"' in shown
    assert 'id="content-fn1"' in shown
    assert '<dt><span id="content-loop">loop</span></dt>' in shown
    assert 'href="#content-loop"' in shown


def test_objectives_and_questions_stand_beside_the_text() -> None:
    rendered = render(
        "::: objectives\n- Use `print`\n- Be *brave*\n:::\n::: questions\n- Why?\n:::\nText."
    )

    assert rendered.objectives == ["Use print", "Be brave"]
    assert rendered.questions == ["Why?"]
    assert rendered.html == "<p>Text.</p>"


def test_notes_for_instructors_are_not_shown() -> None:
    assert html("a\n\n::: instructor\nSecret\n\n::: callout\nToo\n:::\n:::\n\nb") == (
        "<p>a</p>\n<p>b</p>"
    )


def test_an_exercise_holds_a_folded_solution() -> None:
    shown = html("::: challenge\n## Think\nWhy?\n::: solution\n## Because\nSo.\n:::\n:::\nAfter.")

    assert shown == (
        '<section class="box box-challenge">\n<p class="box-label">Exercise</p>\n'
        '<h2 id="content-think">Think</h2>\n<p>Why?</p>\n'
        '<details class="box box-solution">\n<summary>Because</summary>\n<p>So.</p>\n</details>\n'
        "</section>\n<p>After.</p>"
    )


@pytest.mark.parametrize("colons", [(3, 3, 3, 3), (9, 30, 3, 4), (40, 15, 25, 50)])
def test_bare_fences_close_the_innermost_block_whatever_their_length(
    colons: tuple[int, int, int, int],
) -> None:
    outer, inner, first, second = (":" * count for count in colons)
    text = f"{outer} challenge\nA\n{inner} hint\nB\n{first}\nC\n{second}\nD"

    shown = html(text)

    assert shown.index("</details>") < shown.index("<p>C</p>") < shown.index("</section>")
    assert shown.endswith("<p>D</p>")


@pytest.mark.parametrize(
    ("written", "kind"),
    [("::: {.callout}", "callout"), ("::: Prereq", "prereq"), ("::: surprise", "callout")],
)
def test_names_of_blocks_are_read_generously(written: str, kind: str) -> None:
    assert f'class="box box-{kind}"' in html(f"{written}\nText\n:::")


def test_fences_in_code_are_code() -> None:
    shown = html("```text\n::: challenge\n:::\n```\nAfter")

    assert "::: challenge" in shown
    assert "box" not in shown


@pytest.mark.parametrize(
    "text", ["::: challenge\nopen", ":::\n:::\nclosed", "::: hint", "::: a:::b"]
)
def test_unbalanced_fences_do_no_harm(text: str) -> None:
    assert html(text).count("<section") == html(text).count("</section>")


def test_very_deep_nesting_ends_somewhere() -> None:
    shown = html("::: callout\n" * 500 + "deep\n" + ":::\n" * 500)

    assert "deep" in shown
    assert shown.count("<section") < 20


def test_pictures_come_from_the_course_only() -> None:
    assert f'<img src="file:{FILE}" alt="A map" loading="lazy">' in html(f"![A map](file:{FILE})")
    for address in (
        "https://tracker.example/x.png",
        "file:///etc/passwd",
        "data:image/png;base64,x",
    ):
        assert "src=" not in html(f"![x]({address})")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/learn/1/2#part", "/learn/1/2#content-part"),
        ("#part", "#content-part"),
        (f"file:{FILE}", f"file:{FILE}"),
    ],
)
def test_links_that_stay(address: str, kept: str) -> None:
    shown = html(f"[x]({address})")

    assert f'href="{kept}"' in shown
    assert 'rel="noopener noreferrer nofollow"' in shown


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "//evil.example/x",
        "blob:x",
        "other.md",
    ],
)
def test_links_that_go(address: str) -> None:
    assert "href" not in html(f"[x]({address})")


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        f'<img src="file:{FILE}" onerror="alert(1)">',
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<iframe src=https://evil.example></iframe>",
        "<object data=x></object><embed src=x>",
        '<a href="javascript:alert(1)">x</a>',
        '<p style="position:fixed" onclick="alert(1)">x</p>',
        "<form action=https://evil.example><input name=password></form>",
        "<details open ontoggle=alert(1)>x</details>",
        "<base href=https://evil.example><link rel=stylesheet href=x><meta http-equiv=refresh>",
        "<style>body{display:none}</style>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<!--><img src=x onerror=alert(1)>-->",
        "[x]{onclick=alert(1) style=color:red}",
        f"![x](file:{FILE}){{onerror=alert(1)}}",
        '```python" onmouseover="alert(1)\nx\n```',
        "```<script>alert(1)</script>\nx\n```",
        "::: challenge onclick=alert(1)\nx\n:::",
        '[^1]\n\n[^1]: <img src=x onerror="alert(1)">',
        "| <img src=x onerror=alert(1)> |\n|---|\n| x |",
        "::: solution\n## <img src=x onerror=alert(1)>\nx\n:::",
    ],
)
def test_attacks_leave_nothing_that_runs(attack: str) -> None:
    shown = html(f"before\n\n{attack}\n\nafter")
    tags = [part.split(">")[0].lower() for part in shown.split("<")[1:]]

    for tag in tags:
        assert not tag.startswith(("script", "svg", "iframe", "object", "embed", "style", "form"))
        assert not tag.startswith(("input", "base", "link", "meta", "math", "noscript"))
        assert "javascript:" not in tag
        assert " style" not in tag
        assert " on" not in tag.split("alt=")[0].split("title=")[0]


@pytest.mark.parametrize("address", ["/\\evil.example", "//evil.example", "\\\\e", " /\t/x"])
def test_raw_links_do_not_leave_by_a_slash_trick(address: str) -> None:
    assert "href" not in html(f'<a href="{address}">x</a>')


def test_ids_cannot_shadow_those_of_the_page() -> None:
    assert '<span id="content-root">' in html("[x]{#root}")


def test_a_class_that_is_not_ours_is_dropped() -> None:
    assert "fixed" not in html("[x]{.fixed .inset-0}")


@pytest.mark.parametrize("text", ["[" * 5000, "*" * 5000, "> " * 2000, "|" * 5000, "`" * 5000])
def test_hostile_texts_are_rendered_within_seconds(text: str) -> None:
    began = time.monotonic()

    html(text)

    assert time.monotonic() - began < 5
