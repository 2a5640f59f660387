"""What every entrypoint of the service can use."""

from contracts.audit import CoursesAdminActed
from services.common.provider import Parcels, Work
from services.courses import models
from services.courses.integrations.converting import Converting
from services.courses.integrations.exchanging import Exchanging
from services.courses.integrations.printing import Printing
from services.courses.integrations.rendering import Rendering
from services.courses.integrations.search import Search, SearchEngine
from services.courses.integrations.signed_files import SignedFiles, StoredFiles


class Dependencies:
    """Units of work, files, Markdown, videos, search, certificates and sealed parcels."""

    work = Work(models.Base, models.bookkeeping, audit=CoursesAdminActed)
    links = SignedFiles()
    files = StoredFiles()
    render = Rendering()
    converter = Converting()
    search = Search()
    engine = SearchEngine()
    parcels = Parcels()
    press = Printing()
    exchanger = Exchanging()
