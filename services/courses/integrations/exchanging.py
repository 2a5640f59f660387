"""Reading and writing packages, in threads."""

from pathlib import Path
from typing import Any
from uuid import UUID

from nameko.extensions import DependencyProvider

from contracts.courses.exchange import ExportFormat
from services.common.config import load
from services.common.storage import FileStore
from services.common.threads import in_thread
from services.courses.config import FileSettings
from services.courses.exchange.making import Making, make_package
from services.courses.exchange.reading import SCRATCH, Reading, read_package
from services.courses.exchange.tree import Course


class Exchanger:
    """Works on packages while the other workers of the service go on."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def read(self, package_id: UUID, course_id: UUID) -> Reading:
        """The course in a stored package; its files are stored with it."""
        package, scratch = self._store.path(package_id), self._store.root / SCRATCH
        return in_thread(read_package, package, scratch, course_id, self._store)

    def make(self, course: Course, form: ExportFormat, export_id: UUID) -> Making:
        """The course as a package under the id of its export."""
        return in_thread(make_package, course, form, export_id, self._store)


class Exchanging(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives each call the reader and writer of packages."""

    def setup(self) -> None:
        """Read where files lie."""
        self._exchanger = Exchanger(FileStore(Path(load(FileSettings).files_dir)))

    def get_dependency(self, worker_ctx: Any) -> Exchanger:  # noqa: ARG002 (nameko's signature)
        """The same for every call."""
        return self._exchanger
