"""The week as seven lines of text."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lyhord.organisation import services
from lyhord.organisation.hours import Period
from lyhord.organisation.hours_picture import WEEKDAYS, DayPicture, day_picture
from lyhord.organisation.hours_text import UnreadableHoursError, read_hours, write_hours
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.services.hours import HoursError

MONDAY, SATURDAY = 0, 5


class HoursField(forms.CharField):
    """One day: ``9–12, 13–17``; empty is closed."""

    def __init__(self, weekday: int) -> None:
        super().__init__(
            label=str(WEEKDAYS[weekday]),
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.weekday = weekday

    def clean(self, value: Any) -> list[Period]:  # noqa: ANN401 -- Django's
        """The day's periods."""
        try:
            return read_hours(super().clean(value), self.weekday)
        except UnreadableHoursError as error:
            words = _("“%(part)s” is no stretch of time. Write for example 9–12, 13–17.")
            raise forms.ValidationError(words % {"part": error}) from error


class WeekForm(forms.Form):
    """Seven lines."""

    def __init__(self, data: Mapping[str, Any] | None, periods: Iterable[Period] = ()) -> None:
        week = list(periods)
        lines = [write_hours(p for p in week if p.weekday == weekday) for weekday in range(7)]
        super().__init__(data, initial={f"day{weekday}": line for weekday, line in enumerate(lines)})
        for weekday in range(7):
            self.fields[f"day{weekday}"] = HoursField(weekday)

    def periods(self) -> list[Period]:
        """The whole week as it was written."""
        return [period for weekday in range(7) for period in self._day(weekday)]

    def days(self) -> Iterator[tuple[forms.BoundField, DayPicture, int]]:
        """Each line with its picture as far as it can be read, and the day to copy to the others."""
        for weekday in range(7):
            yield self[f"day{weekday}"], day_picture(weekday, self._drawn(weekday)), weekday

    def _day(self, weekday: int) -> list[Period]:
        return list(self.cleaned_data.get(f"day{weekday}", []))

    def _drawn(self, weekday: int) -> list[Period]:
        try:
            return read_hours(self[f"day{weekday}"].value() or "", weekday)
        except UnreadableHoursError:
            return []


def copied(data: Mapping[str, Any]) -> dict[str, str]:
    """The form's lines with the day named by ``copy`` put on its neighbours: weekdays, or the weekend."""
    lines = {f"day{number}": str(data.get(f"day{number}", "")) for number in range(7)}
    source = str(data.get("copy", ""))
    if source not in {"0", "1", "2", "3", "4", "5", "6"}:
        return lines
    others = range(MONDAY, SATURDAY) if int(source) < SATURDAY else range(SATURDAY, 7)
    return lines | {f"day{number}": lines[f"day{source}"] for number in others}


def week_attempt(form: WeekForm, workspace: Workspace, *, by: Actor) -> bool:
    """Whether the week was saved; if not, the line that is wrong says why."""
    if not form.is_valid():
        return False
    try:
        services.set_opening_periods(workspace, by=by, periods=form.periods())
    except HoursError as error:
        form.add_error(f"day{error.weekday}", str(error.message))
        return False
    return True
