"""Videos of lessons: played, watched, captioned, prepared once more."""

from contracts.courses.media import (
    GetPlayback,
    ListCaptions,
    PutCaptions,
    RemoveCaptions,
    ReportWatching,
    RetryVideo,
)
from gateway.endpoints import Endpoint

_TAUGHT = "/v1/teaching/lessons/{lesson_id}"

ENDPOINTS = (
    Endpoint("GET", "/v1/lessons/{lesson_id}/playback", GetPlayback),
    Endpoint("PUT", "/v1/lessons/{lesson_id}/watching", ReportWatching),
    Endpoint("POST", f"{_TAUGHT}/video/preparation", RetryVideo),
    Endpoint("GET", f"{_TAUGHT}/captions", ListCaptions),
    Endpoint("PUT", f"{_TAUGHT}/captions/{{language}}", PutCaptions),
    Endpoint("DELETE", f"{_TAUGHT}/captions/{{language}}", RemoveCaptions),
)
