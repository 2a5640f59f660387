"""A browser's long name in a few words."""

import pytest

from services.notifications.user_agents import UNKNOWN, describe

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/141.0 Safari/537.36",
            "Chrome, Windows",
        ),
        (
            f"{MOZILLA} (Windows NT 10.0) {WEBKIT} Chrome/141.0 Safari/537.36 Edg/141.0",
            "Edge, Windows",
        ),
        (
            f"{MOZILLA} (iPhone; CPU iPhone OS 18_0) {WEBKIT} Version/18.0 Mobile/1 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            f"{MOZILLA} (Linux; Android 15) {WEBKIT} Chrome/141.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Weird/1.0", "macOS"),
        ("Academy console", "Academy console"),
        ("x" * 200, "x" * 60),
        ("", UNKNOWN),
    ],
)
def test_a_browser_is_called_by_the_name_that_people_know(user_agent: str, words: str) -> None:
    assert describe(user_agent) == words
