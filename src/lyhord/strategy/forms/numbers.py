"""What people type about numbers."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.forms.goals import date_field
from lyhord.strategy.models import Kpi
from lyhord.strategy.rules import StrategyError, Unit
from lyhord.strategy.rules.formulas import parse
from lyhord.strategy.rules.measures import Kind
from lyhord.strategy.rules.numbers import Number
from lyhord.strategy.rules.sheets import Sheet, read_sheet
from lyhord.strategy.services import KpiDetails, Reading

MOST_BYTES = 10 * 1024 * 1024


class MeasurementForm(forms.Form):
    """A number of a day, with where it comes from."""

    day = date_field(_("Day"))
    numerator = forms.DecimalField(
        label=_("Number"), max_digits=18, decimal_places=4, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    denominator = forms.DecimalField(
        label=_("Of"), help_text=_("What it is a share of."), max_digits=18, decimal_places=4, min_value=0,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Only when several places count, like two shops. Their numbers add up."),
        max_length=80,
        required=False,
    )
    note = forms.CharField(
        label=_("Evidence"),
        help_text=_("Where the number comes from, so that others can find it again."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, data: QueryDict | None = None, *, kpi: Kpi, today: date) -> None:
        super().__init__(data, initial={"day": today})
        self.today = today
        if kpi.number != Number.RATIO:
            del self.fields["denominator"]

    def clean_day(self) -> date:
        """Not a day that has not come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    @property
    def reading(self) -> Reading:
        """What was said, once the form is valid."""
        given = {"denominator": Decimal(1), **self.cleaned_data}
        return Reading(date=given.pop("day"), **given)


class SheetForm(forms.Form):
    """A file of numbers."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV with a day and a number in each row; also “of”, “source” and “note” when named."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    only_good = forms.BooleanField(label=_("Take the good rows even if others are wrong"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, "UploadedFile[bytes]"] | None = None,
        *,
        today: date,
    ) -> None:
        super().__init__(data, files)
        self.today = today
        self.sheet = Sheet()

    def clean(self) -> dict[str, Any]:
        """The file is read; rows that are wrong are an error unless they may be left out."""
        given = super().clean() or {}
        file = given.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 10 MB. Divide it."))
        elif file:
            self._read(file, only_good=given.get("only_good", False))
        return given

    def _read(self, file: "UploadedFile[bytes]", *, only_good: bool) -> None:
        try:
            self.sheet = read_sheet(file.read(), today=self.today)
        except StrategyError as wrong:
            self.add_error("file", str(wrong.message))
        else:
            if self.sheet.wrong and not only_good:
                self.add_error("file", _("Nothing was taken: some rows are wrong. They are listed below."))

    @property
    def readings(self) -> list[Reading]:
        """The good rows."""
        return [
            Reading(
                date=row.date,
                numerator=row.numerator,
                denominator=row.denominator,
                source=row.source,
                note=row.note,
            )
            for row in self.sheet.rows
        ]


class KpiForm(forms.Form):
    """A number of one's own."""

    name = forms.CharField(label=_("What is counted"), max_length=120)
    formula = forms.CharField(
        label=_("Formula"),
        help_text=_("Only when it follows from other numbers, by their short names: 100 * leads / visits"),
        max_length=300,
        required=False,
    )
    number = forms.ChoiceField(label=_("How it is counted"), choices=Number.choices)
    window_days = forms.IntegerField(
        label=_("Days it covers"),
        help_text=_("For sums and shares: 7 is a week, 30 a month."),
        min_value=1,
        max_value=366,
        initial=30,
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    note = forms.CharField(
        label=_("What it means"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, required=False
    )

    def __init__(self, data: QueryDict | None = None, *, kpi: Kpi | None = None) -> None:
        super().__init__(data, initial=model_to_dict(kpi) | {"name": str(kpi)} if kpi else None)
        if kpi and kpi.kind == Kind.MEASURED:
            for name in ("formula", "number", "window_days"):
                self.fields[name].disabled = True

    def clean_formula(self) -> str:
        """It can be read."""
        text = str(self.cleaned_data["formula"]).strip()
        if text:
            try:
                parse(text)
            except StrategyError as wrong:
                raise forms.ValidationError(str(wrong.message)) from wrong
        return text

    @property
    def details(self) -> KpiDetails:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        return KpiDetails(**given | {"number": Number(given["number"]), "unit": Unit(given["unit"])})
