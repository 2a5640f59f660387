"""Refusals around videos, captions and files on their way."""

from contracts.errors import Conflict, Invalid, NotFound, ServiceError


class FileContentRefused(Invalid):
    """The bytes of a file are not of the type that it was announced as."""

    title = "The file is something else"


class UploadOffsetWrong(Conflict):
    """The part of an upload does not begin where the stored part ends."""

    title = "Upload continues elsewhere"


class UploadBusy(Conflict):
    """Another connection is sending the same upload at the moment."""

    title = "Upload is under way"


class UploadProtocolUnknown(ServiceError):
    """The upload speaks another version of the tus protocol than 1.0.0."""

    status = 412
    title = "Upload protocol not known"


class UploadChecksumWrong(ServiceError):
    """A part of an upload was changed on its way; nothing of it is kept."""

    status = 460
    title = "Upload was damaged"


class VideoNotFound(NotFound):
    """The lesson has no uploaded video, or the caller may not see it."""


class VideoReplaced(Conflict):
    """The lesson plays another video by now, so what was watched belongs to no lesson."""


class VideoNotFailed(Conflict):
    """Only a video whose preparation failed is prepared once more."""


class CaptionsUnreadable(Invalid):
    """The file holds no captions in WebVTT or SRT."""

    title = "Not a caption file"


class CaptionsNotFound(NotFound):
    """The lesson has no captions in that language."""
