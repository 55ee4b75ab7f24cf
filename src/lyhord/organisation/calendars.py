"""Public holidays of the countries we know, by name in the reader's language."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays
from babel import Locale
from django.utils.translation import get_language

COUNTRY_CODES = frozenset(code for code in holidays.list_supported_countries() if len(code) == 2)
# Christmas Eve in Sweden is no public holiday by law, and yet everybody is at home.
_CATEGORIES = ("public", "de_facto")


def countries() -> list[tuple[str, str]]:
    """Code and name of every country we know the holidays of, by name in the reader's language."""
    names = Locale.parse(_language()).territories
    known = [(code, str(names[code])) for code in COUNTRY_CODES if code in names]
    return sorted(known, key=lambda pair: pair[1].casefold())


def public_holidays(country: str, years: Iterable[int]) -> dict[date, str]:
    """The holidays of ``years`` by day, named in the reader's language where the country's list speaks it."""
    found = {day: name for year in years for day, name in _year(country, year, _language()).items()}
    return dict(sorted(found.items()))


class DaysOff:
    """A company's days off, for ever: ``day in days_off``. Holidays are looked up by the year."""

    def __init__(self, country: str, own: frozenset[date] = frozenset()) -> None:
        self.country, self.own = country, own

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day in self.own or day in _year(self.country, day.year, "en"))


@lru_cache(maxsize=256)
def _year(country: str, year: int, language: str) -> dict[date, str]:
    if country not in COUNTRY_CODES:
        return {}
    kind = getattr(holidays, country)
    wanted = tuple(name for name in _CATEGORIES if name in kind.supported_categories)
    spoken = [name for name in kind.supported_languages if name.split("_")[0] == language]
    calendar = kind(years=year, categories=wanted, language=spoken[0] if spoken else None)
    return {day: str(calendar[day]) for day in sorted(calendar)}


def _language() -> str:
    return (get_language() or "en").split("-")[0]
