"""Refusals around packages that courses are imported from and exported to."""

from contracts.errors import Conflict, Invalid, NotFound


class PackageUnreadable(Invalid):
    """The file is no archive that can be opened, or it is damaged."""

    title = "Package cannot be read"


class PackageUnsafe(Invalid):
    """Something in the package leads out of it, or pretends to be what it is not."""

    title = "Package is not safe"


class PackageTooLarge(Invalid):
    """The package holds more than an import takes."""

    title = "Package is too large"


class PackageXmlRefused(Invalid):
    """An XML file of the package is malformed, too deep, or declares entities."""

    title = "XML of the package cannot be read"


class PackageUnknown(Invalid):
    """The package holds no course of a known format."""

    title = "No course found in the package"


class ImportRunning(Conflict):
    """A course is written by one import at a time."""

    title = "An import is running"


class ImportNotFound(NotFound):
    """There is no such import, or the caller may not see it."""


class ExportNotFound(NotFound):
    """There is no such export, or the caller may not see it."""
