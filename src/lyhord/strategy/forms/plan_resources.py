"""What people type about resources, posting frequency and calendar feeds."""

from datetime import date
from typing import Any, cast

from babel.dates import get_day_names
from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Seat, Workspace
from lyhord.strategy.forms.goals import date_field
from lyhord.strategy.forms.plan import SeatField, plain_number, seats_of_workspace
from lyhord.strategy.models import Cadence, Goal, Resource
from lyhord.strategy.rules.plan import MOST_POSTS_A_WEEK, ResourceKind
from lyhord.strategy.services.plan_resources import CadenceDetails, ResourceDetails


class ResourceForm(forms.Form):
    """What the plan lives on, and when it comes."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices)
    name = forms.CharField(
        label=_("What"), help_text=_("“Half of Cleo's time”, “Advertising”, “Editing tool”."), max_length=120
    )
    seat = SeatField(
        label=_("Whose time"),
        help_text=_("The share counts in the work load."),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
    )
    amount = forms.DecimalField(
        label=_("How much"),
        help_text=_("Of a person's time: per cent. Of money and tools: SEK a month."),
        max_digits=12,
        decimal_places=2,
        localize=True,
    )
    from_date = date_field(_("Planned from"))
    to_date = date_field(_("Until"), required=False)
    came_date = date_field(_("Came on"), required=False, help_text=_("Leave it empty until it is here."))
    note = forms.CharField(
        label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000
    )

    def __init__(
        self, data: QueryDict | None = None, *, workspace: Workspace, today: date, row: Resource | None = None
    ) -> None:
        super().__init__(data, initial=_resource_initial(row, today))
        cast("Any", self.fields["seat"]).queryset = seats_of_workspace(workspace)

    @property
    def details(self) -> ResourceDetails:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        kind = ResourceKind(given["kind"])
        seat = given["seat"] if kind == ResourceKind.PEOPLE else None
        return ResourceDetails(**(given | {"kind": kind, "seat": seat}))


class MonthForm(forms.Form):
    """What a resource really was in a month; empty takes the number back."""

    month = forms.DateField(input_formats=["%Y-%m-%d", "%Y-%m"])
    amount = forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, required=False, localize=True)


class CadenceForm(forms.Form):
    """How often we post in a channel, and on which weekdays."""

    channel = forms.CharField(
        label=_("Channel"), help_text=_("“Bluesky”, “Instagram”, “The newsletter”."), max_length=60
    )
    posts_per_week = forms.IntegerField(
        label=_("Posts a week"),
        help_text=_("Promise what you can keep in a bad week, too."),
        min_value=1,
        max_value=MOST_POSTS_A_WEEK,
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Weekdays"),
        help_text=_("None chosen: any day will do."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    from_date = date_field(_("From"))
    goal = forms.ModelChoiceField(
        label=_("For which goal"), queryset=Goal.objects.none(), required=False, empty_label=_("No goal yet")
    )

    def __init__(
        self, data: QueryDict | None = None, *, workspace: Workspace, today: date, row: Cadence | None = None
    ) -> None:
        super().__init__(data, initial=_cadence_initial(row, today))
        goals = Goal.objects.current().filter(workspace=workspace).order_by("due_date")
        cast("Any", self.fields["goal"]).queryset = goals
        cast("Any", self.fields["weekdays"]).choices = _weekdays()

    @property
    def details(self) -> CadenceDetails:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        return CadenceDetails(**(given | {"weekdays": tuple(int(day) for day in given["weekdays"])}))


class FeedForm(forms.Form):
    """Which calendar it is for."""

    name = forms.CharField(
        label=_("Which calendar is it for?"),
        help_text=_("So that you know later which one to end: “My phone”."),
        max_length=80,
    )


def _weekdays() -> list[tuple[str, str]]:
    names = get_day_names("wide", "stand-alone", locale=(get_language() or "en").split("-")[0])
    return [(str(day), names[day].capitalize()) for day in range(7)]


def _resource_initial(row: Resource | None, today: date) -> dict[str, Any]:
    if row is None:
        return {"from_date": today, "kind": ResourceKind.PEOPLE}
    names = ("kind", "name", "seat", "from_date", "to_date", "came_date", "note")
    return {name: getattr(row, name) for name in names} | {"amount": plain_number(row.amount) or 0}


def _cadence_initial(row: Cadence | None, today: date) -> dict[str, Any]:
    if row is None:
        return {"from_date": today, "posts_per_week": 3}
    names = ("channel", "posts_per_week", "from_date", "goal")
    return {name: getattr(row, name) for name in names} | {"weekdays": [str(day) for day in row.weekdays]}
