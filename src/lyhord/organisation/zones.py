"""Time zones to choose from."""

from zoneinfo import available_timezones

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_REGIONS: dict[str, Promise] = {
    "Europe": _("Europe"),
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


def zone_choices() -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """Zones by region, for a select: the place as people say it, without old aliases of countries."""
    groups: list[tuple[str | Promise, list[tuple[str, str]]]] = [("UTC", [("UTC", "UTC")])]
    for region, name in _REGIONS.items():
        zones = sorted(zone for zone in available_timezones() if zone.startswith(f"{region}/"))
        groups.append((name, [(zone, place_of(zone)) for zone in zones]))
    return groups


def place_of(zone: str) -> str:
    """``America/Argentina/Buenos_Aires`` → ``Argentina, Buenos Aires``."""
    return ", ".join(zone.split("/")[1:]).replace("_", " ")
