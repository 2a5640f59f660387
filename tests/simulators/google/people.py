"""Whom the simulated Google knows."""

import msgspec


class Person(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A Google account; `sub` is its id for ever, whatever its address."""

    sub: str
    email: str
    name: str
    email_verified: bool = True
    locale: str = "en"
    note: str = ""
    """What a demo shows with this account, said on the page that offers the choice."""

    @property
    def initials(self) -> str:
        """What stands in the round picture."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()


DEMO = (
    Person(
        sub="108160000000000000001",
        email="mira.haddad@gmail.example",
        name="Mira Haddad",
        note="New at the academy",
    ),
    Person(
        sub="108160000000000000002",
        email="student@academy.example",
        name="Sam Student",
        note="Has an account with a password",
    ),
    Person(
        sub="108160000000000000003",
        email="yusuf.amin@gmail.example",
        name="يوسف أمين",
        locale="ar",
        note="New, and reads Arabic",
    ),
    Person(
        sub="108160000000000000004",
        email="unproven@elsewhere.example",
        name="Una Proven",
        email_verified=False,
        note="Never confirmed the address at Google",
    ),
)


def demo() -> dict[str, Person]:
    """The people of a fresh simulator."""
    copies = msgspec.json.decode(msgspec.json.encode(DEMO), type=list[Person])
    return {person.sub: person for person in copies}
