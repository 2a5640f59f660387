"""Alembic runs this file for every migration of the notifications database."""

from services.common import migrations
from services.notifications import models

migrations.run(models.Base.metadata)
