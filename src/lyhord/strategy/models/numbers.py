"""KPIs, what was measured of them, and what a measurement said before it was corrected."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Workspace
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.rules.measures import Kind, Shape
from lyhord.strategy.rules.numbers import Number


class KpiQuerySet(models.QuerySet["Kpi"]):
    """KPIs by name of what is asked."""

    def current(self) -> "KpiQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class Kpi(models.Model):
    """A number that can be followed. ``key`` is its name in formulas and for programs."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="kpis")
    key = models.CharField(_("short name"), max_length=40)
    name = models.CharField(_("name"), max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MANUAL)
    number = models.CharField(_("how it is counted"), max_length=10, choices=Number.choices)
    window_days = models.PositiveSmallIntegerField(_("days it covers"), default=1)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit.choices, default=Unit.COUNT)
    formula = models.CharField(_("formula"), max_length=300, blank=True)
    note = models.TextField(_("what it means"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = KpiQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="kpi_key_once"),
            models.CheckConstraint(condition=Q(window_days__gte=1), name="kpi_covers_a_day"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.FORMULA) | ~Q(formula=""), name="kpi_formula_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name or (str(Measure(self.key).label) if self.key in Measure else self.key)

    @property
    def shape(self) -> Shape:
        """How its measurements become one number."""
        return Shape(Number(self.number), self.window_days, Kind(self.kind))


class Measurement(models.Model):
    """What a source counted on a day: above and below the line, never only the share."""

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="measurements", db_index=False)
    date = models.DateField(_("day"))
    source = models.CharField(_("source"), max_length=80, blank=True)
    numerator = models.DecimalField(_("number"), max_digits=18, decimal_places=4)
    denominator = models.DecimalField(_("of"), max_digits=18, decimal_places=4, default=1)
    note = models.TextField(_("note"), blank=True)
    link = models.URLField(_("link"), blank=True, max_length=500)
    who = models.CharField(max_length=254, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kpi", "date", "source"], name="measurement_once"),
            models.CheckConstraint(condition=Q(denominator__gte=0), name="measurement_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.source} {self.numerator}"


class Correction(models.Model):
    """What a measurement said until somebody, or its source, knew better."""

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="corrections")
    numerator = models.DecimalField(max_digits=18, decimal_places=4)
    denominator = models.DecimalField(max_digits=18, decimal_places=4)
    who = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.numerator} ({self.at:%Y-%m-%d})"
