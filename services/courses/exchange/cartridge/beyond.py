"""Questions that the cartridge's profile of QTI does not know, kept in a field of their own.

The field stands in the assessment, which holds the answers anyway, and nowhere else.
"""

import msgspec

from contracts.courses.questions import QuestionType
from services.courses.exchange.tree import Question

FIELD = "academy_question"
BEYOND = {QuestionType.NUMBER, QuestionType.ORDERING, QuestionType.MATCHING}


def keep_question(question: Question) -> str:
    """The whole question as text, when the profile does not know its sort; else nothing."""
    return msgspec.json.encode(question).decode() if question.sort in BEYOND else ""


def restore_question(text: str) -> Question | None:
    """The question that was kept, if it is one."""
    try:
        question = msgspec.json.decode(text, type=Question) if text else None
    except msgspec.MsgspecError:
        return None
    return question if question is not None and question.sort in BEYOND else None
