"""Captions of strangers as those that a teacher could have put."""

import re
from collections.abc import Iterator

from contracts.courses.errors import CaptionsUnreadable
from contracts.courses.exchange import Loss
from services.courses.exchange.findings import Findings
from services.courses.exchange.tree import Caption, Lesson, LessonSort
from services.courses.policies.captions import to_webvtt

LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
LONGEST_TEXT, LONGEST_LABEL = 700_000, 60
NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
"""How speakers call their language; packages only give its code."""


def fitting_captions(lesson: Lesson, place: tuple[str, ...], findings: Findings) -> list[Caption]:
    """One for each language; beside a film that lies elsewhere they are kept, but not shown."""
    fitting: dict[str, Caption] = {}
    for caption in lesson.captions:
        language = _language(caption.language)
        read = None if language in fitting else _read(caption, language)
        if read is None:
            findings.add(place, Loss.FILE_TYPE, f"captions ({caption.language})")
            continue
        fitting[language] = read
        if lesson.sort is not LessonSort.VIDEO:
            findings.add(place, Loss.UNSHOWN, f"captions ({language})")
    return list(_with_one_default(fitting))


def _read(caption: Caption, language: str) -> Caption | None:
    try:
        text = to_webvtt(caption.text)
    except CaptionsUnreadable:
        return None
    if not LANGUAGE.match(language) or len(text) > LONGEST_TEXT:
        return None
    label = "".join(one for one in caption.label if one.isprintable()).strip()[:LONGEST_LABEL]
    name = label or NAMES.get(language.partition("-")[0], language)
    return Caption(language=language, text=text, label=name, is_default=caption.is_default)


def _language(written: str) -> str:
    """`zh_HANS` as `zh-Hans`; longer codes by their first part."""
    code = written.strip().replace("_", "-")
    first, _, rest = code.partition("-")
    whole = f"{first.lower()}-{rest}"
    return whole if LANGUAGE.match(whole) else first.lower()


def _with_one_default(captions: dict[str, Caption]) -> Iterator[Caption]:
    """The last that wants to be shown unasked is."""
    wanted = [language for language, one in captions.items() if one.is_default][-1:]
    for language, one in captions.items():
        is_default = language in wanted
        yield Caption(language=language, text=one.text, label=one.label, is_default=is_default)
