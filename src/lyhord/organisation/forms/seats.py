"""Seats and cover."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Member, Seat, Unit, Workspace
from lyhord.organisation.rules import Position


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SeatForm(forms.Form):
    """What a seat is; who holds it is another question."""

    position = forms.ChoiceField(label=_("Position"), choices=Position.choices)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("No unit")
    )
    hours_per_week = forms.DecimalField(
        label=_("Hours a week"), min_value=0, max_value=80, max_digits=4, decimal_places=1
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DateInput,
        help_text=_("For guests: access ends after this day."),
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = workspace.units.order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def of(cls, seat: Seat, data: Any = None) -> "SeatForm":  # noqa: ANN401 -- a QueryDict or nothing
        """Filled in with the seat."""
        known = {name: getattr(seat, name) for name in ("position", "unit", "ends_on")}
        known["hours_per_week"] = f"{seat.hours_per_week:g}"  # 30, not 30.0
        return cls(seat.workspace, data, initial=known)


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the workspace's people."""

    def label_from_instance(self, obj: Member) -> str:
        """The person's name."""
        return str(obj.user)


def _people(workspace: Workspace) -> Any:  # noqa: ANN401 -- a QuerySet with related rows
    return Member.objects.active().filter(workspace=workspace).select_related("user").order_by("user__name")


class HolderForm(forms.Form):
    """Who holds a seat."""

    holder = MemberField(
        label=_("Who holds it"), queryset=Member.objects.none(), required=False, empty_label=_("Vacant")
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = _people(workspace)  # type: ignore[attr-defined]


class CoverForm(forms.Form):
    """Who stands in, from when to when."""

    stand_in = MemberField(label=_("Who stands in"), queryset=Member.objects.none())
    from_date = forms.DateField(label=_("First day"), widget=DateInput)
    to_date = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, seat: Seat, data: Any, *, today: date) -> None:  # noqa: ANN401 -- a QueryDict or nothing
        super().__init__(data, initial={"from_date": today})
        self.fields["stand_in"].queryset = _people(seat.workspace).exclude(pk=seat.holder_id)  # type: ignore[attr-defined]
