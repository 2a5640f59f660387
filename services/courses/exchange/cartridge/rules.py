"""Rules of quizzes as the metadata of assessments."""

from typing import Any

from contracts.courses.quizzes import QuizSettings

WRITTEN = {"attempts_allowed", "time_limit_minutes", "show_explanations"}
"""What the metadata of an assessment says, too."""

EXAM = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
}
YES, NO, UNLIMITED = "Yes", "No", "unlimited"
MOST_ATTEMPTS, MOST_MINUTES = 1000, 10_080


def write_rules(settings: QuizSettings) -> dict[str, str]:
    """The fields of an assessment."""
    limit = settings.time_limit_minutes
    return {
        **EXAM,
        "qmd_solutionspermitted": YES if settings.show_explanations else NO,
        **({"qmd_timelimit": str(limit)} if limit else {}),
        "cc_maxattempts": str(settings.attempts_allowed or UNLIMITED),
    }


def read_rules(fields: dict[str, str]) -> dict[str, Any]:
    """What the fields of an assessment say; choices stay in the order that they were written in."""
    rules: dict[str, Any] = {"shuffle_options": False}
    attempts, limit = fields.get("cc_maxattempts", ""), fields.get("qmd_timelimit", "")
    if _is_number(attempts, MOST_ATTEMPTS):
        rules["attempts_allowed"] = int(attempts)
    if _is_number(limit, MOST_MINUTES):
        rules["time_limit_minutes"] = int(limit)
    if fields.get("qmd_solutionspermitted", YES).lower() == NO.lower():
        rules["show_explanations"] = False
    return rules


def _is_number(written: str, most: int) -> bool:
    return written.isdecimal() and len(written) <= len(str(most)) and 0 < int(written) <= most
