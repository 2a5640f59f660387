"""XML that wants more than to be read."""

import pytest

from contracts.courses.errors import PackageXmlRefused
from services.courses.exchange.xml import child, parse_xml, text_at

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]><a/>',
        "<!DOCTYPE a><a/>",
    ],
    ids=["file", "laughs", "remote", "parameter", "plain"],
)
def test_document_types_and_entities_are_refused(text: str) -> None:
    with pytest.raises(PackageXmlRefused, match="document type"):
        parse_xml(text, "course.xml")


@pytest.mark.parametrize(
    "text", ["", "<a>", "<a></b>", "<a/><b/>", "\0", "<a>&unknown;</a>", "<a b='1' b='2'/>"]
)
def test_what_is_not_well_formed_is_refused_by_the_name_of_its_file(text: str) -> None:
    with pytest.raises(PackageXmlRefused, match=r"course\.xml"):
        parse_xml(text, "course.xml")


@pytest.mark.parametrize("text", ["<a>" * 100 + "</a>" * 100, f"<a>{'<b/>' * 60_000}</a>"])
def test_endless_depth_and_breadth_are_refused(text: str) -> None:
    with pytest.raises(PackageXmlRefused, match=r"course\.xml: The XML is too deep"):
        parse_xml(text, "course.xml")


def test_elements_are_found_whatever_their_namespace() -> None:
    root = parse_xml('<m xmlns="urn:x"><a><b>one <i>two</i></b></a></m>', "x.xml")

    assert text_at(root, "a", "b") == "one two"
    assert child(root, "a", "c") is None
