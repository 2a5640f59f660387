"""A service on our kit that reads one row: `python -m tests.load.rpc.service bench`."""

from services.common.run import main  # isort: skip  (patches the process first)

from sqlalchemy import select

from services.common.provider import Work
from services.common.rpc import handles
from services.common.work import UnitOfWork
from tests.load.rpc.messages import CardShown, GetCard
from tests.load.rpc.table import Base, Card, bookkeeping

COLUMNS = tuple(Card.__table__.columns)


class BenchService:
    """Built as every service of the academy is."""

    name = "bench"

    work = Work(Base, bookkeeping)

    @handles
    def get_card(self, work: UnitOfWork, request: GetCard) -> CardShown:
        """The row of that slug."""
        row = work.session.execute(select(*COLUMNS).where(Card.slug == request.slug)).one()
        return CardShown(**row._mapping)


if __name__ == "__main__":
    main(lambda _: BenchService)
