"""Months and weeks, as the reader's language writes them."""

from datetime import date

from babel.dates import format_skeleton
from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def month_name(value: date) -> str:
    """Nov 2026 · nov. 2026."""
    return str(format_skeleton("yMMM", value, locale=(get_language() or "en").split("-")[0]))


@register.filter
def week_number(value: date) -> int:
    """The ISO week."""
    return value.isocalendar().week
