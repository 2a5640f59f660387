"""Reading and writing packages here and now, as tests want it."""

from uuid import UUID

from contracts.courses.exchange import ExportFormat
from services.common.storage import FileStore
from services.courses.exchange.making import Making, make_package
from services.courses.exchange.reading import SCRATCH, Reading, read_package
from services.courses.exchange.tree import Course


class PlainExchanger:
    """Does what the service does in threads."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def read(self, package_id: UUID, course_id: UUID) -> Reading:
        scratch = self._store.root / SCRATCH
        return read_package(self._store.path(package_id), scratch, course_id, self._store)

    def make(self, course: Course, form: ExportFormat, export_id: UUID) -> Making:
        return make_package(course, form, export_id, self._store)
