"""What every entrypoint of the service can use."""

from contracts.audit import CoursesAdminActed
from services.common.provider import Parcels, Work
from services.courses import models
from services.courses.integrations.exchanging import Exchanging
from services.courses.integrations.rendering import Rendering
from services.courses.integrations.signed_files import SignedFiles, StoredFiles


class Dependencies:
    """Units of work, addresses and bytes of files, Markdown and sealed parcels."""

    work = Work(models.Base, models.bookkeeping, audit=CoursesAdminActed)
    links = SignedFiles()
    files = StoredFiles()
    render = Rendering()
    parcels = Parcels()
    exchanger = Exchanging()
