"""Alembic runs this file for every migration of the accounts database."""

from services.accounts import models
from services.common import migrations

migrations.run(models.Base.metadata, append_only=("audit_entries",))
