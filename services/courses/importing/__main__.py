"""`python -m services.courses.importing PATH --teacher EMAIL --price "49.00 EUR"`."""

import argparse
import sys
from pathlib import Path

from contracts.courses.resources import Level
from contracts.errors import ServiceError
from contracts.types import Role
from services.common.config import load
from services.common.settings import database_url
from services.common.storage import FileStore
from services.common.tools import unit_of_work
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.config import FileSettings
from services.courses.exchange.publishing import import_path
from services.courses.importing.folder import FolderRefused
from services.courses.importing.offering import Terms
from services.courses.importing.report import Report
from services.courses.prices import read_price
from services.courses.repository.people import PersonRepository


def main(arguments: list[str]) -> None:
    """Import one course and print what came of it."""
    options = _parser().parse_args(arguments)
    store = FileStore(Path(load(FileSettings).files_dir))
    try:
        with unit_of_work(models.bookkeeping, url=database_url("courses")) as work:
            report = _import(work, store, options)
        for file_id in report.outdated:
            store.remove(file_id)
    except (FolderRefused, ServiceError, OSError, ValueError) as refusal:
        sys.exit(str(refusal))
    print("\n".join(report.lines()))


def _import(work: UnitOfWork, store: FileStore, options: argparse.Namespace) -> Report:
    teacher = PersonRepository(work.session).find_by_email(options.teacher)
    if teacher is None or teacher.role is Role.STUDENT:
        raise ValueError(f"There is no teacher with the address {options.teacher}.")
    terms = Terms(
        teacher=teacher,
        price=read_price(options.price),
        category=options.category,
        level=Level(options.level),
    )
    return import_path(work, store, options.path, terms)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.courses.importing",
        description="Import a course as published: OLX, Common Cartridge or a Carpentries lesson.",
    )
    parser.add_argument("path", type=Path, help="a folder, a .tar.gz, a .zip or an .imscc")
    parser.add_argument("--teacher", required=True, help="e-mail address of the teacher")
    parser.add_argument("--price", required=True, help='like "49.00 EUR" or "0 EUR"')
    parser.add_argument("--category", default="programming", help="slug of the category")
    parser.add_argument("--level", default=Level.BEGINNER.value, choices=list(Level))
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
