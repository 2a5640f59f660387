"""The environment is read strictly."""

import pytest

from console.config import load


def test_without_anything_set_the_local_academy_is_meant() -> None:
    settings = load({})

    assert (settings.address, settings.theme) == ("http://127.0.0.1:8000", "academy-dark")


@pytest.mark.parametrize(
    ("name", "value"), [("ACADEMY_URL", "ftp://x"), ("ACADEMY_CONSOLE_THEME", "pink")]
)
def test_a_value_that_cannot_be_used_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(SystemExit, match=name):
        load({name: value})
