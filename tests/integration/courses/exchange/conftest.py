"""A course, its teacher, and who moves its packages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.courses.exchange import CourseImport
from contracts.courses.resources import CourseStatus
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from tests.factories.courses import add_course
from tests.integration.courses.conftest import Ask
from tests.integration.courses.packing import Carrier


@pytest.fixture
def course(session: Session) -> models.Course:
    return add_course(session, [], status=CourseStatus.DRAFT)


@pytest.fixture
def teacher(course: models.Course) -> Actor:
    return Actor(user_id=course.teacher_id, role=Role.TEACHER)


@pytest.fixture
def carrier(
    ask: Ask, session: Session, service_for: Callable[..., Any], files: FileStore
) -> Carrier:
    return Carrier(ask, session, service_for, files)


@pytest.fixture
def run(carrier: Carrier) -> Callable[[], None]:
    """Lets the workers do all that waits."""
    return carrier.run


@pytest.fixture
def bring(
    carrier: Carrier, course: models.Course, teacher: Actor
) -> Callable[[Path], CourseImport]:
    """Uploads a package and asks for its import."""
    return lambda package: carrier.send(package, course.id, teacher)
