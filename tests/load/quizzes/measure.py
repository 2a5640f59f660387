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
from tests.load.quizzes.people import QUESTIONS, Arrived, Sitting, count_arrived, seated_students
from tests.load.report import Row
from tests.load.runs import beside_express, row_beside_express
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
        students = _schedule(sittings, window)
        work = minute.Assignment(host=host, port=port, window=window, students=students)
        file.write_bytes(msgspec.msgpack.encode(work))
        command = [sys.executable, "-m", "tests.load.quizzes.minute", str(file)]
        printed = collect(command, seconds=window + minute.PATIENCE_SECONDS + 60)
        arrived = count_arrived(sittings)
    return _everybody_row(msgspec.json.decode(printed, type=minute.Outcome), arrived, window)


def _everybody_row(outcome: minute.Outcome, arrived: Arrived, window: float) -> Row:
    summary = outcome.summary
    whole = (STUDENTS * QUESTIONS, STUDENTS, STUDENTS)
    return Row(
        name="Quiz, 1,000 students hand in at once: lost",
        unit="answers",
        ours=float(whole[0] - arrived.answers + whole[1] - arrived.right),
        budget="nothing lost, nothing refused",
        met=(arrived.answers, arrived.finished, arrived.right) == whole and not summary.errors,
        notes=(
            f"{summary.count} requests, due in {window:g} s and taken in {summary.seconds:.0f} s: "
            f"of each student {QUESTIONS} answers, then the end of the attempt, each sent again "
            f"until it is taken, as the web app does, which happened {outcome.repeated} times; "
            f"afterwards the rows are counted: {arrived.answers} answers, {arrived.finished} "
            f"finished attempts, {arrived.right} with every point; {summary.errors} refused; from "
            f"when it was due p95 {summary.p95_ms:.0f} ms, p99 {summary.p99_ms:.0f} ms"
        ),
        details=msgspec.to_builtins(outcome),
    )


def _schedule(sittings: list[Sitting], window: float) -> list[list[minute.Due]]:
    """The same for every run: what each student sends, and when."""
    chance = random.Random(4)
    return [_sitting(one, chance.uniform(LAST_ANSWERS_SECONDS, window)) for one in sittings]


def _sitting(sitting: Sitting, end: float) -> list[minute.Due]:
    begin, pause = end - LAST_ANSWERS_SECONDS, (LAST_ANSWERS_SECONDS - 2) / QUESTIONS
    answers = [
        (begin + number * pause, _save(sitting, question_id, seq=1))
        for number, question_id in enumerate(sitting.question_ids)
    ]
    return [*answers, (end, _finish(sitting))]


def _save(sitting: Sitting, question_id: object, *, seq: int) -> bytes:
    body = msgspec.json.encode({"seq": seq, "answer": msgspec.to_builtins(RIGHT)})
    path = f"/v1/attempts/{sitting.attempt_id}/answers/{question_id}"
    return request_bytes("PUT", path, sitting.token, body)


def _finish(sitting: Sitting) -> bytes:
    return request_bytes("POST", f"/v1/attempts/{sitting.attempt_id}/finish", sitting.token, b"{}")
