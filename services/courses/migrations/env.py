"""Migrations of the courses database."""

from services.common.migrations import run
from services.courses import models

run(models.Base.metadata)
