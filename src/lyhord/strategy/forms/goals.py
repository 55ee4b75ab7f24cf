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
from lyhord.strategy.rules import Measure, StrategyError, Unit, check_band, check_goal, check_milestone
from lyhord.strategy.rules.measures import Phase
from lyhord.strategy.selectors.numbers import own_kpis
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


class RevisionForm(StrategyForm):
    """The whole strategy, with what was learned. ``version`` is the one the writer began from."""

    audience = forms.CharField(
        label=_("For whom?"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000
    )
    not_doing = forms.CharField(
        label=_("What do we not do?"),
        help_text=_("What you leave out on purpose makes room for the rest."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
    )
    learned = forms.CharField(
        label=_("What have we learned?"),
        help_text=_("Why you change it, in a sentence or two. It is marked on every curve."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
    )
    review_date = date_field(_("Next review"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class GoalForm(forms.Form):
    """A measurable goal: from where, to where, by when."""

    name = forms.CharField(
        label=_("Goal"),
        help_text=_("Short, as you would say it at lunch: “1,000 followers before summer”."),
        max_length=120,
    )
    measure = forms.ChoiceField(label=_("What you measure"))
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    baseline = number_field(_("Where you are today"), _("Zero is fine."))
    target = number_field(_("Where you want to be"), required=False)
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
    lowest = number_field(
        _("Keep above"), _("For a number that is to stay within limits instead of growing."), required=False
    )
    highest = number_field(_("Keep below"), required=False)
    phase = forms.ChoiceField(
        label=_("Kind of goal"),
        choices=[("", _("As the measure says")), *Phase.choices],
        required=False,
    )
    takes_over_from = forms.ModelChoiceField(
        label=_("Takes over from"),
        queryset=Goal.objects.none(),
        empty_label=_("No other goal"),
        required=False,
    )
    learning_days = forms.IntegerField(
        label=_("Days to learn in"),
        help_text=_("So long less is expected, on purpose: 90 is the first quarter."),
        min_value=0,
        max_value=730,
        required=False,
    )
    hold = forms.IntegerField(
        label=_("Numbers in a row"),
        help_text=_("How many must hold before something counts as reached."),
        min_value=1,
        max_value=60,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        workspace: Workspace,
        today: date,
        goal: Goal | None = None,
    ) -> None:
        super().__init__(data, initial=_values_of(goal) if goal else _first_values(today))
        self.goal = goal
        self.kpis = {f"{_OWN}{kpi.pk}": kpi for kpi in own_kpis(workspace)}
        own = [(key, str(kpi)) for key, kpi in self.kpis.items()]
        measure = cast("forms.ChoiceField", self.fields["measure"])
        measure.choices = [*Measure.choices, (_("Your own numbers"), own)] if own else Measure.choices
        before = cast("forms.ModelChoiceField[Goal]", self.fields["takes_over_from"])
        before.queryset = (
            Goal.objects.current().filter(workspace=workspace).exclude(pk=goal.pk if goal else 0)
        )
        owner = cast("forms.ModelChoiceField[Seat]", self.fields["owner"])
        owner.queryset = Seat.objects.filter(workspace=workspace).select_related("holder__user")

    def clean(self) -> dict[str, Any]:
        """The goal goes somewhere, ends after it starts, and its milestones still lie on the way."""
        given = super().clean() or {}
        if given.get("target") is None and given.get("highest") is not None:
            given["target"] = given["highest"]
        if given.get("target") is None and "target" not in self.errors:
            self.add_error("target", _("Say where you want to be, or what to keep within."))
        elif {"baseline", "target", "start_date", "due_date"} <= given.keys():
            self._check(given)
        return given

    def _check(self, given: dict[str, Any]) -> None:
        days = {"start": given["start_date"], "due": given["due_date"]}
        is_kept = given.get("lowest") is not None or given.get("highest") is not None
        ends = {"baseline": given["baseline"], "target": given["target"]}
        try:
            if is_kept:
                check_band(lowest=given.get("lowest"), highest=given.get("highest"), **days)
            else:
                check_goal(**ends, **days)
            for milestone in self.goal.milestones.current() if self.goal else ():
                check_milestone(value=milestone.value, **ends)
        except StrategyError as wrong:
            self.add_error("lowest" if is_kept else "target", str(wrong.message))

    @property
    def says_more(self) -> bool:
        """Whether anything is filled in that most goals do without, or is wrong there."""
        more = ("lowest", "highest", "takes_over_from", "learning_days")
        return any(self[name].value() or self[name].errors for name in more)

    @property
    def details(self) -> GoalDetails:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        kpi = self.kpis.get(given["measure"])
        chosen = {
            "measure": Measure.OTHER if kpi else Measure(given["measure"]),
            "kpi": kpi,
            "phase": Phase(given["phase"]) if given["phase"] else None,
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


_OWN = "kpi-"


def _values_of(goal: Goal) -> dict[str, Any]:
    values = model_to_dict(goal)
    if goal.kpi and goal.kpi.key not in Measure:
        values["measure"] = f"{_OWN}{goal.kpi.pk}"
    return values


def _first_values(today: date) -> dict[str, date]:
    """What an empty goal form starts with: a year from today."""
    return {"start_date": today, "due_date": today.replace(year=today.year + 1, day=min(today.day, 28))}
