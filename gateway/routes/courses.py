"""The catalogue: public, and served from memory."""

from typing import Any

from contracts.base import Request
from contracts.courses.catalogue import (
    GetCourse,
    ListCategories,
    ListCourses,
    ListFacets,
    Suggest,
)
from contracts.courses.reviews import ListReviews
from gateway.endpoints import Endpoint
from gateway.limits import Policy


def _public(path: str, request: type[Request[Any]]) -> Endpoint:
    return Endpoint("GET", path, request, cached=True, policy=Policy.BROWSE)


ENDPOINTS = (
    _public("/v1/categories", ListCategories),
    _public("/v1/courses", ListCourses),
    _public("/v1/courses/{slug}", GetCourse),
    _public("/v1/facets", ListFacets),
    _public("/v1/suggestions", Suggest),
    _public("/v1/reviews", ListReviews),
)
