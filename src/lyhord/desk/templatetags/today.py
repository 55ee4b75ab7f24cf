"""The date as a person says it, and a small line for a table."""

from collections.abc import Sequence
from datetime import datetime

from babel.dates import format_date
from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lyhord.common.charts import spark

register = template.Library()


@register.filter
def weekday_and_day(value: datetime) -> str:
    """Måndag 23 november · Monday, November 23, in the reader's time zone."""
    language = get_language() or "en"
    pattern = "EEEE d MMMM" if language.startswith("sv") else "EEEE, MMMM d"
    said = str(format_date(timezone.localtime(value), pattern, locale=language))
    return said[:1].upper() + said[1:]


@register.simple_tag
def sparkline(values: Sequence[int], name: str) -> SafeString:
    """The course of ``values``, oldest first; the words are read out."""
    numbers = ", ".join(map(str, values))
    return spark(values, _("%(name)s day by day: %(numbers)s") % {"name": name, "numbers": numbers})
