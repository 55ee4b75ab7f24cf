"""What people type about strategy and goals."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.rules import Function
from lyhord.strategy.models import Goal, Milestone
from lyhord.strategy.rules import Measure, StrategyError, Unit, check_goal, check_milestone
from lyhord.strategy.services import GoalDetails, MilestoneDetails


def number_field(label: Any, help_text: Any = "", **more: Any) -> forms.DecimalField:  # noqa: ANN401 -- lazy texts
    """A number that fits a goal."""
    return forms.DecimalField(label=label, help_text=help_text, max_digits=14, decimal_places=2, **more)


def date_field(label: Any, **more: Any) -> forms.DateField:  # noqa: ANN401 -- lazy texts
    """A day, picked in the browser's own calendar."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, **more)


class StrategyForm(forms.Form):
    """What do we want, how do we get there."""

    want = forms.CharField(
        label=_("What do we want?"),
        help_text=_("What is different for the company when this works? One or two sentences are enough."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=5000,
    )
    way = forms.CharField(
        label=_("How do we get there?"),
        help_text=_("The few things you will do again and again, and what you leave to others."),
        widget=forms.Textarea(attrs={"rows": 7}),
        required=False,
        max_length=20_000,
    )


class GoalForm(forms.Form):
    """A measurable goal: from where, to where, by when."""

    name = forms.CharField(
        label=_("Goal"),
        help_text=_("Short, as you would say it at lunch: “1,000 followers before summer”."),
        max_length=120,
    )
    measure = forms.ChoiceField(label=_("What you measure"), choices=Measure.choices)
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    baseline = number_field(_("Where you are today"), _("Zero is fine."))
    target = number_field(_("Where you want to be"))
    start_date = date_field(_("First day"))
    due_date = date_field(_("Last day"))
    owner = forms.ModelChoiceField(
        label=_("Who answers for it"),
        help_text=_("A position rather than a person, so that the goal outlives a change of staff."),
        queryset=Seat.objects.none(),
        empty_label=_("Nobody yet"),
        required=False,
    )
    functions = forms.MultipleChoiceField(
        label=_("Serves"),
        choices=Function.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label=_("Why it matters"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        workspace: Workspace,
        today: date,
        goal: Goal | None = None,
    ) -> None:
        super().__init__(data, initial=model_to_dict(goal) if goal else _first_values(today))
        self.goal = goal
        owner = cast("forms.ModelChoiceField[Seat]", self.fields["owner"])
        owner.queryset = Seat.objects.filter(workspace=workspace).select_related("holder__user")

    def clean(self) -> dict[str, Any]:
        """The goal goes somewhere, ends after it starts, and its milestones still lie on the way."""
        given = super().clean() or {}
        if {"baseline", "target", "start_date", "due_date"} <= given.keys():
            try:
                self._check(given["baseline"], given["target"], given["start_date"], given["due_date"])
            except StrategyError as wrong:
                self.add_error("target", str(wrong.message))
        return given

    def _check(self, baseline: Decimal, target: Decimal, start: date, due: date) -> None:
        check_goal(baseline=baseline, target=target, start=start, due=due)
        for milestone in self.goal.milestones.current() if self.goal else ():
            check_milestone(value=milestone.value, baseline=baseline, target=target)

    @property
    def details(self) -> GoalDetails:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        chosen = {
            "measure": Measure(given["measure"]),
            "unit": Unit(given["unit"]),
            "functions": tuple(given["functions"]),
        }
        return GoalDetails(**(given | chosen))


class MilestoneForm(forms.Form):
    """A value on the way, and when it should be reached."""

    name = forms.CharField(
        label=_("Milestone"), help_text=_("What will you celebrate? “The first hundred”."), max_length=120
    )
    value = number_field(_("Value"))
    due_date = date_field(_("To be reached by"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *, goal: Goal, milestone: Milestone | None = None
    ) -> None:
        super().__init__(data, initial=model_to_dict(milestone) if milestone else None)
        self.goal, self.milestone = goal, milestone

    def clean_value(self) -> Decimal:
        """The milestone lies on the way, and no other has its value."""
        value: Decimal = self.cleaned_data["value"]
        try:
            check_milestone(value=value, baseline=self.goal.baseline, target=self.goal.target)
        except StrategyError as wrong:
            raise forms.ValidationError(str(wrong.message)) from wrong
        others = self.goal.milestones.current().filter(value=value)
        if (others.exclude(pk=self.milestone.pk) if self.milestone else others).exists():
            raise forms.ValidationError(_("The goal already has a milestone at this value."))
        return value

    @property
    def details(self) -> MilestoneDetails:
        """What was said, once the form is valid."""
        return MilestoneDetails(**self.cleaned_data)


def _first_values(today: date) -> dict[str, date]:
    """What an empty goal form starts with: a year from today."""
    return {"start_date": today, "due_date": today.replace(year=today.year + 1, day=min(today.day, 28))}
