"""What goes in and out of a running academy: its first admin, courses, the demo, backups."""

import argparse
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from deploy.stack import backup as saving
from deploy.stack import control, steps
from deploy.stack import up as bring
from deploy.stack.commands.words import parser, path_from_caller, stack_of
from deploy.stack.environment import Environment, python
from deploy.stack.report import Refused, say
from deploy.stack.stack import Stack


def admin(arguments: list[str]) -> int:
    """Make a registered person an admin, or give another role: admin EMAIL [--role ROLE]."""
    environment = _running(Stack())
    command = [python(environment.stack), "-m", "services.accounts.admin", *arguments]
    variables = environment.of_service("accounts")
    root = environment.stack.root
    return subprocess.run(command, cwd=root, env=variables, check=False).returncode


def import_course(arguments: list[str]) -> int:
    """Import a course folder: import PATH --teacher EMAIL --price "49.00 EUR" [--category NAME]."""
    words = [str(path_from_caller(arguments[0])), *arguments[1:]] if arguments else ["--help"]
    return _tool(Stack(), "courses", "services.courses.importing", words)


def keys(arguments: list[str]) -> int:
    """Keys that sign access tokens: keys list | rotate | distrust KEY."""
    return _tool(Stack(), "accounts", "services.accounts.operating.keys", arguments)


def demo(arguments: list[str]) -> int:
    """Load the demo academy; what is already there is left as it is."""
    environment = _running(stack_of(parser("demo").parse_args(arguments)))
    environment.state.done.pop("demo", None)
    steps.load_demo(environment)
    return 0


def audit(arguments: list[str]) -> int:
    """Prove that the audit log is whole, or take it along: audit verify | export [--since DATE]."""
    options, words = parser("audit").parse_known_args(arguments or ["verify"])
    environment = _running(stack_of(options))
    command = [python(environment.stack), "-m", "services.accounts.auditing", *_found(words)]
    variables = environment.of_service("accounts")
    root = environment.stack.root
    return subprocess.run(command, cwd=root, env=variables, check=False).returncode


def backup(arguments: list[str]) -> int:
    """Save every database and all files into a dated folder: backup [FOLDER]."""
    words = parser("backup")
    words.add_argument("folder", nargs="?", default="backups")
    options = words.parse_args(arguments)
    made = saving.save(_running(stack_of(options)), path_from_caller(options.folder))
    say(f"Saved in {made}")
    return 0


def restore(arguments: list[str]) -> int:
    """Replace all data with a backup: restore FOLDER [--yes]."""
    words = parser("restore")
    words.add_argument("folder")
    words.add_argument("--yes", action="store_true", help="do not ask")
    options = words.parse_args(arguments)
    folder = path_from_caller(options.folder)
    manifest = saving.verify(folder)
    _ensure_meant(
        options, f"Replace all data of this academy with the backup of {manifest.made_at}?"
    )
    environment = _running(stack_of(options))
    saving.load(environment, folder)
    _set_anchors_aside(environment)
    say("Restored.")
    return 0


def _tool(stack: Stack, service: str, module: str, words: list[str]) -> int:
    """Run a tool of a service, with what the service is told, beside it."""
    environment = _running(stack)
    command = [python(environment.stack), "-m", module, *words]
    variables = environment.of_service(service)
    root = environment.stack.root
    return subprocess.run(command, cwd=root, env=variables, check=False).returncode


def _running(stack: Stack) -> Environment:
    if not control.is_supervised(stack):
        message = "Academy is not running. Start it first: ./academy up"
        raise Refused(message)
    return bring.describe(stack)


def _set_anchors_aside(environment: Environment) -> None:
    """Anchors know entries that the restored audit log may not have yet."""
    anchors = Path(environment.of_service("accounts")["AUDIT_ANCHOR_FILE"])
    if anchors.exists():
        kept = anchors.with_suffix(f".before-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.jsonl")
        anchors.rename(kept)
        say(f"The anchors of the audit log from before are in {kept}")


def _found(words: list[str]) -> list[str]:
    """The words with the file behind `--output` as meant where the command was given."""
    pairs = zip(["", *words], words, strict=False)
    return [str(path_from_caller(word)) if before == "--output" else word for before, word in pairs]


def _ensure_meant(options: argparse.Namespace, question: str) -> None:
    """Only the whole word counts; no answer at all is a no."""
    if options.yes:
        return
    try:
        answer = input(f"{question} Type yes: ")
    except EOFError:
        answer = ""
    if answer.strip() != "yes":
        message = "Nothing was changed."
        raise Refused(message)
