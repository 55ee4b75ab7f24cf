"""What people type about actions."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Seat, Workspace
from lyhord.strategy.forms.goals import date_field
from lyhord.strategy.models import Action, Goal
from lyhord.strategy.rules.plan import Part
from lyhord.strategy.services.plan import ActionChanged, ActionDetails, details_of

PART = "part_"
_A_MONTH = timedelta(days=27)


def amount_field(label: Any, digits: int, places: int, help_text: Any = "") -> forms.DecimalField:  # noqa: ANN401 -- lazy texts
    """Hours or money: nothing said is nothing."""
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_digits=digits,
        decimal_places=places,
        required=False,
        localize=True,
    )


class SeatField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the workspace's positions, by person and position."""

    def label_from_instance(self, obj: Seat) -> str:
        """Cleo Community, community manager."""
        return seat_label(obj)


def seat_label(seat: Seat) -> str:
    """The person and the position, or that it is vacant."""
    position = seat.get_position_display()
    return f"{seat.holder} · {position}" if seat.holder else str(_("%s (vacant)") % position)


def seats_of_workspace(workspace: Workspace) -> Any:  # noqa: ANN401 -- a QuerySet with related rows
    """The seats as a form offers them. One query."""
    return Seat.objects.filter(workspace=workspace).select_related("holder__user").order_by("pk")


class ActionForm(forms.Form):
    """An action: what, how one sees that it is done, by whom, from when to when, what it takes."""

    name = forms.CharField(
        label=_("What is to be done"), help_text=_("Begin with a verb: “Film the roastery”."), max_length=120
    )
    done_when = forms.CharField(
        label=_("Done when"),
        help_text=_("What can one see or count then? “Three films of 30 seconds are approved.”"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    goal = forms.ModelChoiceField(
        label=_("For which goal"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("No goal yet"),
    )
    owner = SeatField(
        label=_("Who does it"), queryset=Seat.objects.none(), required=False, empty_label=_("Nobody yet")
    )
    start_date = date_field(_("First day"))
    due_date = date_field(_("Last day"))
    hours = amount_field(_("Hours"), 6, 1, _("Spread over the days; shown in the work load."))
    money = amount_field(_("Money, SEK"), 12, 2)
    needs = forms.MultipleChoiceField(
        label=_("Waits for"),
        help_text=_("What must be done before this can begin."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        workspace: Workspace,
        today: date,
        action: Action | None = None,
    ) -> None:
        known = details_of(action) if action else None
        super().__init__(data, initial=_initial(known, today))
        self.known = known
        self.seats = list(seats_of_workspace(workspace))
        _choose(self, "goal", Goal.objects.current().filter(workspace=workspace).order_by("due_date"))
        _choose(self, "owner", seats_of_workspace(workspace))
        others = Action.objects.current().filter(workspace=workspace).order_by("due_date", "pk")
        rows = others.exclude(pk=action.pk if action else 0).values_list("pk", "name")
        self._set_choices("needs", [(str(pk), name) for pk, name in rows])
        for seat in self.seats:
            self.fields[f"{PART}{seat.pk}"] = forms.ChoiceField(
                label=seat_label(seat), choices=[("", "–"), *Part.choices], required=False
            )

    @property
    def part_fields(self) -> list[forms.BoundField]:
        """A choice for every position."""
        return [self[f"{PART}{seat.pk}"] for seat in self.seats]

    @property
    def has_parts(self) -> bool:
        """Whether anybody has a part: then the part of the page stands open."""
        return any(field.value() for field in self.part_fields)

    @property
    def seen_texts(self) -> Mapping[str, str] | None:
        """What the page showed when it was opened; nothing when it cannot be read."""
        try:
            told = json.loads(self.cleaned_data.get("seen") or "null")
        except json.JSONDecodeError:
            return None
        return {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else None

    @property
    def details(self) -> ActionDetails:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        spent = {
            name: getattr(self.known, name) for name in ("hours_spent", "money_spent", "result") if self.known
        }
        return ActionDetails(
            name=given["name"].strip(),
            done_when=given["done_when"].strip(),
            goal=given["goal"],
            owner=given["owner"],
            start_date=given["start_date"],
            due_date=given["due_date"],
            hours=given["hours"] or Decimal(0),
            money=given["money"] or Decimal(0),
            parts={
                seat.pk: given[f"{PART}{seat.pk}"] for seat in self.seats if given.get(f"{PART}{seat.pk}")
            },
            needs=frozenset(int(pk) for pk in given["needs"]),
            **spent,
        )

    def look_again(self, changed: ActionChanged) -> list[tuple[str, str]]:
        """Keep what was typed, show what others wrote, and let the next save decide: (field, theirs)."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = json.dumps(changed.theirs.texts())
        self.data = data
        return [(self._label(name), self._shown(name, changed.theirs)) for name in changed.names]

    def _label(self, name: str) -> str:
        return str(self.fields[name].label if name in self.fields else _("Who else has a part"))

    def _shown(self, name: str, theirs: ActionDetails) -> str:
        value = getattr(theirs, name)
        if name == "owner" and value:
            return seat_label(value)
        if name == "needs":
            names = dict(cast("Any", self.fields["needs"]).choices)
            return ", ".join(str(names.get(str(pk), pk)) for pk in sorted(value)) or "–"
        if name == "parts":
            parts = ((seat_label(seat), value.get(seat.pk)) for seat in self.seats)
            return ", ".join(f"{who}: {Part(part).label}" for who, part in parts if part) or "–"
        return str(value or "–")

    def _set_choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.MultipleChoiceField", self.fields[name]).choices = choices


class ReportForm(forms.Form):
    """What came of an action, and what it took."""

    result = forms.CharField(
        label=_("In your own words"),
        help_text=_("One sentence is enough: what did we see, what would we do differently?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
    )
    hours_spent = amount_field(_("Hours it took"), 6, 1)
    money_spent = amount_field(_("What it cost, SEK"), 12, 2)

    @property
    def report(self) -> dict[str, Any]:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        return {
            "result": given["result"],
            "hours_spent": given["hours_spent"] or Decimal(0),
            "money_spent": given["money_spent"] or Decimal(0),
        }


class MoveForm(forms.Form):
    """By how many days it moves, and how many more it takes."""

    days = forms.IntegerField(required=False, min_value=-3660, max_value=3660)
    longer = forms.IntegerField(required=False, min_value=-3660, max_value=3660)

    @property
    def by(self) -> tuple[int, int]:
        """Days and longer; nonsense moves nothing."""
        self.is_valid()
        return self.cleaned_data.get("days") or 0, self.cleaned_data.get("longer") or 0


class FilterForm(forms.Form):
    """What of the plan is asked for."""

    goal = forms.IntegerField(required=False)
    who = forms.IntegerField(required=False)
    status = forms.CharField(required=False, max_length=10)
    slips = forms.BooleanField(required=False)


def plain_number(value: Decimal) -> Decimal | None:
    """50, not 50.00 and not 5E+1; nothing for nothing."""
    if not value:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _choose(form: forms.Form, name: str, queryset: Any) -> None:  # noqa: ANN401 -- a QuerySet of any model
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = queryset


def _initial(known: ActionDetails | None, today: date) -> dict[str, Any]:
    if known is None:
        return {"start_date": today, "due_date": today + _A_MONTH}
    plain = ("name", "done_when", "goal", "owner", "start_date", "due_date")
    parts = {f"{PART}{seat}": part for seat, part in (known.parts or {}).items()}
    return {
        **{name: getattr(known, name) for name in plain},
        "hours": plain_number(known.hours),
        "money": plain_number(known.money),
        "needs": [str(pk) for pk in known.needs],
        "seen": json.dumps(known.texts()),
        **parts,
    }
