"""What stands on a certificate, in the language of its course."""

from datetime import date

from babel.dates import format_date

ENGLISH = {
    "title": "Certificate of completion",
    "holder": "This is to certify that",
    "course": "has completed the course",
    "edition": "Edition {edition}",
    "lessons": "Lessons",
    "hours": "Length",
    "hours_value": "{hours} h {minutes:02} min",
    "grade": "Quiz average",
    "classes": "Live classes",
    "teacher": "Teacher",
    "issued": "Issued on",
    "expires": "Valid through",
    "forever": "Does not expire",
    "verify": "Scan to verify",
    "unprintable": "The name stands on the page that the code leads to.",
}
ARABIC = {
    "title": "شهادة إتمام",
    "holder": "نشهد بأن",
    "course": "قد أتمّ الدورة",
    "edition": "الإصدار {edition}",
    "lessons": "الدروس",
    "hours": "المدة",
    "hours_value": "{hours} س {minutes:02} د",
    "grade": "متوسط الاختبارات",
    "classes": "الحصص المباشرة",
    "teacher": "المعلّم",
    "issued": "تاريخ الإصدار",
    "expires": "صالحة حتى",
    "forever": "لا تنتهي صلاحيتها",
    "verify": "امسح الرمز للتحقق",
    "unprintable": "الاسم مكتوب في الصفحة التي يقود إليها الرمز.",
}


def words_for(language: str) -> dict[str, str]:
    """The strings of a language; English for those that are not translated."""
    return ARABIC if _base(language) == "ar" else ENGLISH


def is_right_to_left(language: str) -> bool:
    """Whether a certificate in that language is laid out from the right."""
    return words_for(language) is ARABIC


def day(value: date, language: str) -> str:
    """A date as people of that language write it, in digits that everybody reads."""
    locale = "ar" if is_right_to_left(language) else "en"
    return format_date(value, format="d MMMM y", locale=locale)


def length(minutes: int, words: dict[str, str]) -> str:
    """The length of the lessons in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    return words["hours_value"].format(hours=hours, minutes=rest)


def _base(language: str) -> str:
    return language.partition("-")[0]
