"""Amounts, counts, durations and moments as people read them."""

from datetime import UTC, datetime, timedelta

from contracts.types import Money

_NO_DECIMALS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND"}
    | {"VUV", "XAF", "XOF", "XPF"}
)
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_MINUTES_PER_HOUR = 60
_STEPS = (
    (timedelta(minutes=1), timedelta(seconds=1), "s"),
    (timedelta(hours=1), timedelta(minutes=1), "min"),
    (timedelta(days=1), timedelta(hours=1), "h"),
    (timedelta(days=14), timedelta(days=1), "d"),
)
_JUST_NOW = timedelta(seconds=10)


def decimals(currency: str) -> int:
    """How many digits the minor unit of a currency has (ISO 4217)."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def amount(price: Money) -> str:
    """The number alone, such as `1,234.50`."""
    places = decimals(price.currency)
    whole, fraction = divmod(price.amount, 10**places)
    return f"{whole:,}.{fraction:0{places}d}" if places else f"{whole:,}"


def money(price: Money) -> str:
    """An amount with its currency, such as `1,234.50 EUR`."""
    return f"{amount(price)} {price.currency}"


def price_tag(price: Money) -> str:
    """A price as the catalog says it: nothing to pay is `free`."""
    return money(price) if price.amount else "free"


def count(number: int) -> str:
    """A count with thousands separated."""
    return f"{number:,}"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A count with its noun in the right number, such as `1 lesson` or `3 lessons`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"


def duration(minutes: int) -> str:
    """Minutes as hours and minutes, such as `2 h 05`."""
    hours, rest = divmod(minutes, _MINUTES_PER_HOUR)
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago something was; beyond two weeks, the date."""
    age = now - moment
    if age < _JUST_NOW:
        return "just now"
    for limit, unit, name in _STEPS:
        if age < limit:
            return f"{age // unit} {name} ago"
    return f"{moment.astimezone(UTC):%d %b %Y}"


def ahead(moment: datetime, now: datetime) -> str:
    """How long it is until something, such as `in 6 d`; what has passed is told by its age."""
    left = moment - now
    if left <= timedelta():
        return ago(moment, now)
    for limit, unit, name in _STEPS:
        if left < limit:
            return f"in {max(1, round(left / unit))} {name}"
    return f"{moment.astimezone(UTC):%d %b %Y}"


def moment(instant: datetime | None) -> str:
    """The exact instant in UTC, for details."""
    return f"{instant.astimezone(UTC):%d %b %Y, %H:%M:%S} UTC" if instant else "never"
