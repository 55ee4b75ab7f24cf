"""Weekdays and details, as the organisation's pages write them."""

import json
from datetime import date, datetime

from babel.dates import format_date
from django import template
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()


@register.filter
def weekday(value: date | datetime) -> str:
    """måndag · Monday; a datetime is taken in the reader's time zone."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return str(format_date(local, "EEEE", locale=(get_language() or "en").split("-")[0]))


@register.filter
def json_text(value: object) -> str:
    """What a line of the audit trail holds, as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
