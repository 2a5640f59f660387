"""What facets show of what was counted."""

from collections.abc import Mapping

from services.courses.searching import PAID

GOOD_RATINGS = (4, 3)


def price_counts(bands: Mapping[str, int]) -> dict[str, int]:
    """The bands, and all that are not free together."""
    paid = sum(number for band, number in bands.items() if band in PAID)
    return {**bands, "paid": paid} if paid else dict(bands)


def rating_counts(floors: Mapping[str, int]) -> dict[str, int]:
    """Courses with at least so many stars; unrated ones have none."""
    return {
        str(least): sum(number for floor, number in floors.items() if int(floor) >= least)
        for least in GOOD_RATINGS
    }


def by_number(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
