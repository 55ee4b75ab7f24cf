"""Weekdays and details, as the organisation's pages write them."""

import json
from datetime import date, datetime

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from lyhord.organisation.passkeys import PasskeyPlace, passkey_place
from lyhord.organisation.zones import place_of

register = template.Library()


@register.filter
def weekday(value: date | datetime) -> str:
    """måndag · Monday; a datetime is taken in the reader's time zone."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return str(format_date(local, "EEEE", locale=(get_language() or "en").split("-")[0]))


@register.filter
def place(zone: str) -> str:
    """The place that a time zone is named after."""
    return place_of(zone)


@register.filter
def json_text(value: object) -> str:
    """What a line of the audit trail holds, as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


@register.simple_tag
def mail_is_set_up() -> bool:
    """Whether this installation can send letters."""
    return bool(settings.MAIL_IS_SET_UP)


@register.simple_tag(takes_context=True)
def passkeys(context: template.Context) -> PasskeyPlace:
    """Whether the address that the reader came by can use passkeys."""
    return passkey_place(context["request"])


# The first that fits counts: most browsers name several others for old times' sake.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@register.filter
def browser_name(user_agent: str) -> str:
    """``Firefox, Linux``: what a browser says of itself, in two words."""
    found = [
        next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or gettext("Another program")
