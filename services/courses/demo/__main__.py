"""`python -m services.courses.demo --courses N --seed S`: the demo academy, filled once."""

import argparse
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from services.common.config import load
from services.common.desk import Desk
from services.common.settings import database_url
from services.common.storage import FileStore
from services.common.tools import desk
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.config import FileSettings
from services.courses.demo import curated, generated
from services.courses.demo.opinions import OPINIONS, add_opinion
from services.courses.demo.people import TEACHER_EMAIL, add_people, student_actor
from services.courses.demo.sheets import read_sheets
from services.courses.repository.catalogue import CatalogueRepository

DEFAULT_SEED = 2026


def main(arguments: list[str]) -> None:
    """Fill the database that COURSES_DATABASE_URL names, up to N courses in all."""
    options = _parser().parse_args(arguments)
    store = FileStore(Path(load(FileSettings).files_dir))
    url = database_url("courses")
    with desk(models.bookkeeping, url=url) as tool:
        names, added = add_written(tool, store)
        added += add_generated(tool, names, options.seed, options.courses - curated_count())
    with desk(models.bookkeeping, url=url, actor=student_actor()) as students:
        enroll_student(students.begin())
    for opinion in OPINIONS:
        with desk(models.bookkeeping, url=url, actor=opinion.actor) as somebody:
            add_opinion(somebody, opinion)
    print(f"{added} demo courses added")


def add_written(tool: Desk, store: FileStore) -> tuple[dict[str, str], int]:
    """Add the people and the courses that people wrote; names by address, and how many courses."""
    with tool.begin() as work:
        names = add_people(work)
        is_new = curated.add_carpentries_course(work, store, names[TEACHER_EMAIL])
        sheets = [
            curated.add_sheet(work, store, sheet, names[sheet.teacher], age)
            for age, sheet in enumerate(read_sheets(curated.CONTENT))
        ]
    return names, is_new + sum(sheets)


def add_generated(tool: Desk, names: dict[str, str], seed: int, count: int) -> int:
    """Add generated courses in chunks; how many were missing."""
    added = 0
    for start in range(0, max(count, 0), generated.CHUNK):
        numbers = range(start, min(start + generated.CHUNK, count))
        with tool.begin() as work:
            added += generated.add_chunk(work, names, seed, numbers)
    with tool.begin() as work:
        CatalogueRepository(work.session).recount()
    return added


def enroll_student(begun: AbstractContextManager[UnitOfWork]) -> None:
    """Let the demo student study something."""
    with begun as work:
        curated.let_student_begin(work)


def curated_count() -> int:
    """How many courses people wrote."""
    return len(read_sheets(curated.CONTENT)) + 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services.courses.demo")
    parser.add_argument("--courses", type=int, default=60, help="how many courses in all")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="which courses they are")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
