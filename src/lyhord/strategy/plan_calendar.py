"""The plan as an iCalendar file (RFC 5545): last days, milestones and cakes."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext
from icalendar import Calendar, Event

from lyhord.strategy.selectors.plan_feeds import CalendarEvent

AN_HOUR = timedelta(hours=1)


def calendar_file(
    events: Iterable[CalendarEvent],
    *,
    name: str,
    host: str,
    now: datetime,
    url: Callable[[CalendarEvent], str],
) -> bytes:
    """The file. Whole days have no time zone; a cake has a time in UTC. Keys stay, so calendars follow."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lyhord//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT1H")
    for event in events:
        calendar.add_component(_event(event, host=host, now=now, url=url(event)))
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, *, host: str, now: datetime, url: str) -> Event:
    made = Event()
    made.add("uid", f"{event.key}@{host}")
    made.add("dtstamp", now)
    made.add("summary", _words(event))
    if event.at:
        made.add("dtstart", event.at)
        made.add("dtend", event.at + AN_HOUR)
    else:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    for field, value in (("location", event.place), ("description", event.note), ("url", url)):
        if value:
            made.add(field, value)
    return made


def _words(event: CalendarEvent) -> str:
    said = {
        "action": gettext("Last day: %(name)s"),
        "goal": gettext("Goal: %(name)s"),
        "milestone": gettext("Milestone: %(name)s"),
        "cake": gettext("Cake: %(name)s"),
    }
    return said[event.kind] % {"name": event.name}
