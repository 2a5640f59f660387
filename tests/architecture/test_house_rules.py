"""Every house rule holds everywhere, and each notices an example that breaks it."""

import pytest

from tests.architecture import house_rules
from tests.architecture.house_rules import RULES, Rule
from tests.architecture.sources import python_sources, source

USE_CASE = "services/example/use_cases.py"
ROUTE = "gateway/routes/example.py"
TEST = "tests/unit/test_example.py"

BROKEN: list[tuple[Rule, str, str]] = [
    (house_rules.commits_only_in_the_kit, USE_CASE, "work.session.commit()"),
    (house_rules.selects_only_in_repositories, USE_CASE, "rows = select(Course)"),
    (house_rules.bodies_only_through_the_reader, ROUTE, "body = request.json()"),
    (house_rules.times_are_aware, USE_CASE, "now = datetime.now()"),
    (house_rules.times_are_aware, USE_CASE, "now = datetime.datetime.utcnow()"),
    (house_rules.times_are_aware, USE_CASE, "today = date.today()"),
    (house_rules.only_tools_print, USE_CASE, "print('hello')"),
    (house_rules.log_lines_have_fields, ROUTE, "log.info(f'order {number} paid')"),
    (house_rules.log_lines_have_fields, ROUTE, "log.info('order %s paid' % number)"),
    (house_rules.log_lines_have_fields, ROUTE, "log.info('order {} paid'.format(number))"),
    (house_rules.services_only_declare, "services/example/service.py", "if paid: enroll()"),
    (house_rules.tests_wait_for_conditions, TEST, "time.sleep(1)"),
    (house_rules.suppressions_say_why, USE_CASE, "x = y  # no" + "qa"),
    (house_rules.suppressions_say_why, USE_CASE, "x = y  # no" + "qa: S105"),
    (house_rules.suppressions_say_why, USE_CASE, "x = y  # type: " + "ignore[misc]"),
    (house_rules.nothing_is_unfinished, USE_CASE, "x = y  # TO" + "DO later"),
]
KEPT: list[tuple[Rule, str, str]] = [
    (house_rules.commits_only_in_the_kit, "services/common/desk.py", "session.commit()"),
    (house_rules.selects_only_in_repositories, "services/a/repository.py", "select(Course)"),
    (house_rules.selects_only_in_repositories, "services/a/repository/people.py", "select(A)"),
    (house_rules.times_are_aware, USE_CASE, "now = datetime.now(UTC)"),
    (house_rules.only_tools_print, "services/a/demo/__main__.py", "print('hello')"),
    (house_rules.log_lines_have_fields, ROUTE, "log.info('order.paid', number=number)"),
    (house_rules.tests_wait_for_conditions, TEST, "asyncio.sleep(0)"),
    (house_rules.suppressions_say_why, USE_CASE, "x = y  # no" + "qa: S105 (not a secret)"),
    (
        house_rules.suppressions_say_why,
        USE_CASE,
        "x = y  # type: " + "ignore[misc]  # nameko is untyped",
    ),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_repository_keeps_the_rule(rule: Rule) -> None:
    found = [f"{one.path}:{line}" for one in python_sources() for line in rule(one)]

    assert not found, f"{rule.__doc__}\n" + "\n".join(found)


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN)
def test_the_rule_notices_what_breaks_it(rule: Rule, path: str, text: str) -> None:
    assert list(rule(source(text, path))) == [1]


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_the_rule_lets_what_is_right_pass(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(source(text, path)))


def test_every_rule_has_an_example_that_breaks_it() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)
