"""Which questions an attempt asks, and in which order: the same for the same seed, for good."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from services.courses.quiz_definitions import Definition, FrozenQuestion, Placed


def shuffled(seed: int, salt: object, ids: Iterable[str]) -> list[str]:
    """The ids in an order that hangs on the seed alone, not on where they stood."""
    return sorted(ids, key=lambda one: hashlib.sha256(f"{seed}/{salt}/{one}".encode()).digest())


def lay_out(
    definition: Definition, seed: int, *, shuffle_questions: bool, shuffle_options: bool
) -> list[Placed]:
    """Draw the questions of an attempt and order them and their parts."""
    placed = [
        _place(definition.question(question_id), points, seed, shuffle_options=shuffle_options)
        for question_id, points in _drawn(definition, seed)
    ]
    if not shuffle_questions:
        return placed
    order = shuffled(seed, "questions", (str(one.question_id) for one in placed))
    return sorted(placed, key=lambda one: order.index(str(one.question_id)))


def _drawn(definition: Definition, seed: int) -> list[tuple[UUID, float]]:
    """Fixed questions stay; a pool gives what is not asked elsewhere."""
    asked = {slot.question_ids[0] for slot in definition.slots if _is_fixed(slot.question_ids)}
    drawn: list[tuple[UUID, float]] = []
    for index, slot in enumerate(definition.slots):
        if _is_fixed(slot.question_ids):
            drawn.append((slot.question_ids[0], slot.points))
            continue
        free = [str(one) for one in slot.question_ids if one not in asked]
        chosen = [UUID(one) for one in shuffled(seed, f"slot {index}", free)[: slot.draw]]
        asked.update(chosen)
        drawn += [(one, slot.points) for one in chosen]
    return drawn


def _is_fixed(question_ids: list[UUID]) -> bool:
    return len(question_ids) == 1


def _place(question: FrozenQuestion, points: float, seed: int, *, shuffle_options: bool) -> Placed:
    content, salt = question.content, question.id
    options = [option.id for option in content.options]
    rights = [pair.right_id for pair in content.pairs] + [one.id for one in content.distractors]
    return Placed(
        question_id=question.id,
        points=points,
        options=shuffled(seed, salt, options) if shuffle_options else options,
        items=_disordered(seed, salt, [item.id for item in content.items]),
        lefts=[pair.id for pair in content.pairs],
        rights=shuffled(seed, f"{salt} rights", rights),
    )


def _disordered(seed: int, salt: object, right: list[str]) -> list[str]:
    """Any order but the right one, which would give the answer away."""
    found = shuffled(seed, salt, right)
    return [*found[1:], *found[:1]] if found == right else found
