"""`python -m deploy.prepare`: the one-shot job before the services start, in any installation.

Makes the databases and roles that the `<SERVICE>_DATABASE_URL` variables name, with the
administrator's `POSTGRES_URL`, then migrates them and declares every queue. Safe to repeat.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from deploy.stack import databases
from deploy.stack.databases import Database

JOBS = (["services.common.migrations", "upgrade", "all"], ["services.common.topology"])


def wanted(environment: Mapping[str, str]) -> list[Database]:
    """The databases that the services will look for."""
    urls = [value for name, value in environment.items() if name.endswith("_DATABASE_URL")]
    parts = [urlsplit(url) for url in sorted(urls)]
    return [Database(unquote(part.username or ""), unquote(part.password or "")) for part in parts]


def main() -> int:
    """Databases, tables, queues."""
    databases.ensure(os.environ["POSTGRES_URL"], wanted(os.environ), ours=True)
    for job in JOBS:
        if code := subprocess.run([sys.executable, "-m", *job], check=False).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
