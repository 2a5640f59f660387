"""Packages that courses come in from and go out as."""

from contracts.courses.exchange import (
    ExportCourse,
    GetCourseExport,
    GetCourseImport,
    ImportCourse,
    ListCourseExports,
    ListCourseImports,
)
from gateway.endpoints import Endpoint

_COURSE = "/v1/teaching/courses/{course_id}"

ENDPOINTS = (
    Endpoint("GET", f"{_COURSE}/imports", ListCourseImports),
    Endpoint("POST", f"{_COURSE}/imports", ImportCourse, 202),
    Endpoint("GET", "/v1/teaching/imports/{course_import_id}", GetCourseImport),
    Endpoint("GET", f"{_COURSE}/exports", ListCourseExports),
    Endpoint("POST", f"{_COURSE}/exports", ExportCourse, 202),
    Endpoint("GET", "/v1/teaching/exports/{course_export_id}", GetCourseExport),
)
