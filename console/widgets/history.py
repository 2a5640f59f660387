"""The reviews of a course: what its teacher said, and what staff answered."""

from collections.abc import Sequence

from rich.text import Text

from console.formats import moment
from console.palette import Palette
from console.text import safe_text
from console.theme import Tone
from contracts.courses.publication import Decision, Submission

DECISIONS: dict[Decision, tuple[str, Tone]] = {
    Decision.WAITING: ("in review", Tone.WARN),
    Decision.APPROVED: ("approved", Tone.GOOD),
    Decision.CHANGES_REQUESTED: ("sent back", Tone.BAD),
    Decision.WITHDRAWN: ("taken back by the teacher", Tone.NEUTRAL),
}


def note_of(submissions: Sequence[Submission]) -> str:
    """What the teacher says about what waits now."""
    newest = submissions[0] if submissions else None
    return newest.note if newest and newest.decision is Decision.WAITING else ""


def history(submissions: Sequence[Submission], say: Palette) -> Text:
    """The answered submissions, newest first."""
    answered = [each for each in submissions if each.decision is not Decision.WAITING]
    return Text("\n\n").join(_told(each, say) for each in answered)


def _told(submission: Submission, say: Palette) -> Text:
    word, tone = DECISIONS[submission.decision]
    edition = f", edition {submission.revision}" if submission.revision else ""
    lines = [
        Text(f"{word}{edition}", style=say.color(f"tone-{tone}")),
        say.muted(moment(submission.decided_at or submission.submitted_at)),
    ]
    if submission.checks and submission.decision is Decision.CHANGES_REQUESTED:
        lines.append(say.plain(f"Not in order: {', '.join(submission.checks)}"))
    elif submission.checks:
        lines.append(say.plain(f"Checked: {', '.join(submission.checks)}"))
    for label, words in (("Reason: ", submission.reason), ("Note: ", submission.note)):
        if words:
            lines.append(Text(label + safe_text(words), style=say.color("foreground")))
    for line in lines:
        line.no_wrap, line.overflow = False, "fold"
    return Text("\n").join(lines)
