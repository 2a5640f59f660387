"""What the launcher says."""

import pytest

from deploy.stack.commands import COMMANDS, run


def test_help_names_every_command_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help"]) == 0

    said = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert f"  {name} " in said
        assert (command.__doc__ or "undocumented").splitlines()[0] in said


def test_an_unknown_command_is_refused_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fly"]) == 2

    assert "./academy help" in capsys.readouterr().err
