"""When a mail is tried again."""

from datetime import timedelta

import pytest

from services.notifications import policies
from services.notifications.config import MailSettings
from tests.factories.notifications import NOW


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 15), (2, 30), (3, 60), (9, 3840), (10, None), (11, None)]
)
def test_every_failure_doubles_the_wait_until_it_is_hopeless(
    attempts: int, seconds: int | None
) -> None:
    expected = None if seconds is None else NOW + timedelta(seconds=seconds)

    assert policies.next_attempt(attempts, NOW) == expected


@pytest.mark.parametrize("mail_from", ["Academy <hello@mail.example>", "hello@mail.example"])
def test_message_ids_end_in_the_domain_of_the_sender(mail_from: str) -> None:
    settings = MailSettings(
        public_url="http://x", smtp_url="smtp://x", mail_from=mail_from, mail_sealing_key="k"
    )

    assert settings.domain == "mail.example"
