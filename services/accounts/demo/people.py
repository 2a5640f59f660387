"""The people of the demo academy: those you can sign in as first, and a plausible crowd."""

import random
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.types import Role

PASSWORD = "academy-demo-1"  # noqa: S105 (printed for everybody who tries the demo)
SEED = 2026
TEACHERS = 40
STUDENTS = 200
ARABIC_READERS = 10
"""One student in so many reads Academy in Arabic."""

GIVEN_NAMES = """
Aaliyah Adaeze Ahmed Aiko Alejandro Amara Amir Ana Anders Anika Arjun Astrid Ayodele Beatriz Bilal
Camila Carlos Chen Chiara Chloe Daniel Dariusz Diego Dmitri Elena Elif Emeka Emma Esther Farah
Fatima Felix Gabriela Grace Hana Hassan Hiroshi Ibrahim Ines Ingrid Isla Jamal Javier Jin Joana
Jonas Julia Kaito Karim Katarzyna Kwame Laila Lars Leila Liam Lucia Luca Maja Malik Marta Mateo Mei
Mina Mohamed Nadia Naomi Nia Nikolai Noor Nuria Olga Oliver Omar Oskar Paula Petra Priya Rafael
Rania Ravi Rosa Ruth Samir Sana Santiago Sara Selim Sofia Stefan Sunita Tariq Thabo Theo Tomas
Valentina Wei Yara Yusuf Zainab Zofia
""".split()  # noqa: SIM905 (readable in prose order)

FAMILY_NAMES = """
Abdi Adeyemi Aguilar Ahmadi Andersson Baptista Becker Bianchi Bose Castillo Chen Costa Dahl Delgado
Demir Diallo Dubois Eriksen Farouk Fernandes Ferrari Fischer Garcia Ghosh Haddad Hansen Hassan
Hernandez Horvat Ibrahim Ito Ivanov Jansen Kaplan Kaya Keller Khan Kim Kovacs Kowalski Kumar Larsen
Lee Lindqvist Lopez Mahmoud Martin Mbeki Mendes Meyer Mohamud Moreau Moreno Mwangi Nakamura Nasser
Nguyen Novak Nowak Okafor Okoye Oliveira Osman Owusu Park Patel Pereira Petrov Popescu Rahman
Ramirez Rao Rossi Saito Salah Santos Sato Schmidt Sharma Silva Singh Soto Suzuki Svensson Tanaka
Torres Traore Tran Vargas Virtanen Wang Weber Yilmaz Zhang Ziegler
""".split()  # noqa: SIM905 (readable in prose order)


class Person(NamedTuple):
    """One demo account."""

    email: str
    name: str
    role: Role
    locale: str = "en"

    @property
    def id(self) -> UUID:
        """The same on every machine, so that the other services' demo data can refer to it."""
        return uuid5(NAMESPACE_URL, f"academy-demo:{self.email}")


def everybody() -> list[Person]:
    """All demo people, the same at every call."""
    names = _distinct_names(TEACHERS + STUDENTS)
    teachers = [_teacher(n, names.pop()) for n in range(1, TEACHERS + 1)]
    students = [_student(n, names.pop()) for n in range(1, STUDENTS + 1)]
    return [
        Person("student@academy.example", "Lina Haddad", Role.STUDENT),
        Person("teacher@academy.example", "Amina Rahimi", Role.TEACHER),
        Person("admin@academy.example", "Sam Okafor", Role.ADMIN),
        Person("admin2@academy.example", "Ines Moreau", Role.ADMIN),
        Person("moderator@academy.example", "Tomas Novak", Role.MODERATOR),
        Person("support@academy.example", "Hana Kim", Role.SUPPORT),
        *teachers,
        *students,
    ]


def _teacher(number: int, name: str) -> Person:
    return Person(f"teacher{number:03}@academy.example", name, Role.TEACHER)


def _student(number: int, name: str) -> Person:
    locale = "en" if number % ARABIC_READERS else "ar"
    return Person(f"student{number:03}@academy.example", name, Role.STUDENT, locale)


def _distinct_names(count: int) -> list[str]:
    pairs = [(given, family) for given in GIVEN_NAMES for family in FAMILY_NAMES]
    chosen = random.Random(SEED).sample(pairs, count)  # noqa: S311 (names, not secrets)
    return [f"{given} {family}" for given, family in chosen]
