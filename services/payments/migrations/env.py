"""Alembic runs this file for every migration of the payments database."""

from services.common import migrations
from services.payments import models

migrations.run(models.Base.metadata)
