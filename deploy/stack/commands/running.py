"""Starting, stopping, using."""

import os
import subprocess

from deploy.stack import control
from deploy.stack import up as bring
from deploy.stack.commands.words import parser, stack_of
from deploy.stack.environment import python
from deploy.stack.report import say, step


def up(arguments: list[str]) -> int:
    """Start everything and say where it is; whatever is already there is left as it is."""
    stack = stack_of(parser("up").parse_args(arguments))
    bring.announce(bring.up(stack))
    return 0


def down(arguments: list[str]) -> int:
    """Stop everything this checkout started; data stays."""
    stack = stack_of(parser("down").parse_args(arguments))
    if not stack.folder.exists():
        say("Nothing was running.")
        return 0
    with step("Stopping Academy"):
        control.down(stack)
    return 0


def console(arguments: list[str]) -> int:
    """Open the administrators' terminal."""
    stack = stack_of(parser("console").parse_args(arguments))
    environment = bring.describe(stack)
    variables = {**os.environ, "ACADEMY_URL": environment.gateway_url}
    command = [python(stack), "-m", "console"]
    return subprocess.run(command, cwd=stack.root, env=variables, check=False).returncode
