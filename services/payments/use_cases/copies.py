"""Keeping the copies of what other services own."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.messages import UserRegistered
from contracts.accounts.profiles import ProfileChanged
from contracts.courses.events import CourseArchived, CoursePublished
from services.common.work import UnitOfWork
from services.payments.repository import CopyRepository


def price_course(work: UnitOfWork, event: CoursePublished) -> None:
    """Put a published course into the price list, unless the list knows something newer."""
    CopyRepository(work.session).save_course(
        {
            "course_id": event.course_id,
            "slug": event.slug,
            "title": event.title,
            "amount": event.price.amount,
            "currency": event.price.currency,
            "for_sale": True,
            "as_of": work.happened_at,
        }
    )


def withdraw_course(work: UnitOfWork, event: CourseArchived) -> None:
    """Sell a course no longer; should its price never have come, it is not for sale either."""
    CopyRepository(work.session).save_course(
        {
            "course_id": event.course_id,
            "slug": event.slug,
            "title": event.title,
            "amount": 0,
            "currency": "",
            "for_sale": False,
            "as_of": work.happened_at,
        }
    )


def remember_profile(work: UnitOfWork, event: ProfileChanged) -> None:
    """A buyer has another name."""
    _remember(work, event)


def remember_contact(work: UnitOfWork, event: UserContactChanged) -> None:
    """A buyer has another address, which their next payment page names."""
    _remember(work, event)


def remember_buyer(work: UnitOfWork, event: UserRegistered) -> None:
    """Remember whom a payment page and an admin's list should name."""
    _remember(work, event)


def _remember(
    work: UnitOfWork, event: UserRegistered | ProfileChanged | UserContactChanged
) -> None:
    CopyRepository(work.session).save_buyer(
        {
            "user_id": event.user_id,
            "name": event.contact.name,
            "email": event.contact.email,
            "as_of": work.happened_at,
        }
    )
