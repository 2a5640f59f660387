"""The words after a command: its options, and the ones it passes on."""

import argparse
import os
from pathlib import Path

from deploy.stack.stack import Stack


def parser(command: str) -> argparse.ArgumentParser:
    """A parser whose help names the command as the person typed it; all take `--stack`."""
    made = argparse.ArgumentParser(prog=f"./academy {command}", add_help=True)
    made.add_argument("--stack", default="local", help=argparse.SUPPRESS)
    return made


def stack_of(options: argparse.Namespace) -> Stack:
    """The stack the command is about."""
    return Stack(options.stack)


def path_from_caller(text: str) -> Path:
    """A path as meant in the folder where `./academy` was called."""
    return (Path(os.environ.get("ACADEMY_CALLED_FROM", ".")) / text).resolve()
