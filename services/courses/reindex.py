"""`python -m services.courses.reindex`: fill a new search index and let searches go there."""

import sys

from services.common.settings import database_url
from services.common.tools import desk
from services.courses import models
from services.courses.integrations.search import open_engine
from services.courses.use_cases.indexing import reindex


def main() -> None:
    """Reindex into the Elasticsearch that ELASTICSEARCH_ADDRESS names."""
    engine = open_engine()
    if engine is None:
        sys.exit("Set ELASTICSEARCH_ADDRESS first: without it the database searches.")
    with desk(models.bookkeeping, url=database_url("courses")) as tool:
        total = reindex(tool.begin, engine)
    sys.stdout.write(f"{total} courses are searched in the new index\n")


if __name__ == "__main__":
    main()
