"""Rows about quizzes: answers kept per second, and a thousand students in one minute."""

import itertools
import random
import sys
from pathlib import Path

import msgspec

from contracts.courses.attempts import Answer
from tests.load import target
from tests.load.children import collect
from tests.load.quizzes import minute
from tests.load.quizzes.people import QUESTIONS, Sitting, count_arrived, seated_students
from tests.load.report import Row
from tests.load.runs import beside_express, row_beside_express
from tests.load.stats import Summary
from tests.load.wire import request_bytes

STUDENTS = 1000
SITTINGS = 200
SAVES_PER_SECOND = 5000
LAST_ANSWERS_SECONDS = 10.0
RIGHT = Answer(choices=["a"])
SAVING = (
    "each checks whose attempt it is and until when it runs, locks it against its end, and commits "
    "before it answers"
)


def measure(folder: Path, seconds: float, window: float) -> list[Row]:
    """Saving alone, then everybody at once."""
    return [_saving(folder, seconds), _everybody(folder, window)]


def _saving(folder: Path, seconds: float) -> Row:
    """As many saves as there can be, each a new answer of an attempt that runs."""
    amount = int(SAVES_PER_SECOND * (seconds + 1))
    begins = itertools.count(1, amount)
    with seated_students(SITTINGS) as sittings:
        ours, theirs = beside_express(
            folder, lambda: _saves(sittings, next(begins), amount), seconds, again=False
        )
    return row_beside_express("Quiz answer saved", ours, theirs, seconds, SAVING)


def _saves(sittings: list[Sitting], begins: int, amount: int) -> list[bytes]:
    places = [(one, question_id) for one in sittings for question_id in one.question_ids]
    return [
        _save(*places[number % len(places)], seq=begins + number // len(places))
        for number in range(amount)
    ]


def _everybody(folder: Path, window: float) -> Row:
    """Each student sends ten last answers and hands in, all within the window."""
    host, port = target.address()
    file = folder / "quiz-minute.msgpack"
    with seated_students(STUDENTS) as sittings:
        asked = _schedule(sittings, window)
        work = minute.Assignment(host=host, port=port, asked=asked)
        file.write_bytes(msgspec.msgpack.encode(work))
        command = [sys.executable, "-m", "tests.load.quizzes.minute", str(file)]
        summary = msgspec.json.decode(collect(command, seconds=window + 90), type=Summary)
        arrived = count_arrived(sittings)
    whole = (STUDENTS * QUESTIONS, STUDENTS, STUDENTS)
    lost = whole[0] - arrived.answers + whole[1] - arrived.right
    return Row(
        name="Quiz, 1,000 students hand in at once: lost",
        unit="answers",
        ours=float(lost),
        budget="nothing lost, no error",
        met=(arrived.answers, arrived.finished, arrived.right) == whole and not summary.errors,
        notes=(
            f"an open model: {summary.count} requests in {window:g} s, {QUESTIONS} answers and the "
            f"end of each attempt, sent when due; afterwards the rows are counted: "
            f"{arrived.answers} answers, {arrived.finished} finished attempts, {arrived.right} "
            f"with every point; {summary.errors} errors, p95 {summary.p95_ms:.0f} ms, p99 "
            f"{summary.p99_ms:.0f} ms"
        ),
        details=msgspec.to_builtins(summary),
    )


def _schedule(sittings: list[Sitting], window: float) -> list[tuple[float, bytes]]:
    """The same for every run: when each student sends what."""
    chance = random.Random(4)
    asked: list[tuple[float, bytes]] = []
    for sitting in sittings:
        end = chance.uniform(LAST_ANSWERS_SECONDS, window)
        asked.append((end, _finish(sitting)))
        for number, question_id in enumerate(sitting.question_ids):
            due = end - LAST_ANSWERS_SECONDS + number * (LAST_ANSWERS_SECONDS - 2) / QUESTIONS
            asked.append((due, _save(sitting, question_id, seq=1)))
    return asked


def _save(sitting: Sitting, question_id: object, *, seq: int) -> bytes:
    body = msgspec.json.encode({"seq": seq, "answer": msgspec.to_builtins(RIGHT)})
    path = f"/v1/attempts/{sitting.attempt_id}/answers/{question_id}"
    return request_bytes("PUT", path, sitting.token, body)


def _finish(sitting: Sitting) -> bytes:
    return request_bytes("POST", f"/v1/attempts/{sitting.attempt_id}/finish", sitting.token, b"{}")
