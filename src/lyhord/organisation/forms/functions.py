"""What the department is for, and who answers for it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Seat
from lyhord.organisation.selectors.structure import FunctionRow
from lyhord.organisation.services import ChosenFunction


class FunctionForm(forms.Form):
    """One function."""

    is_chosen = forms.BooleanField(label=_("The department does this"), required=False)
    responsible = forms.ModelChoiceField(
        label=_("Who answers for it"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    note = forms.CharField(
        label=_("What it means here"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, row: FunctionRow, seats: Sequence[Seat], data: Any) -> None:  # noqa: ANN401 -- a QueryDict or nothing
        self.row = row
        initial = {"is_chosen": row.is_chosen, "responsible": row.responsible_id, "note": row.note}
        super().__init__(data, prefix=row.function, initial=initial)
        allowed = Seat.objects.filter(pk__in=[seat.pk for seat in seats])
        self.fields["responsible"].queryset = allowed.select_related("holder__user")  # type: ignore[attr-defined]
        self.fields["is_chosen"].label = row.label

    def choice(self) -> ChosenFunction | None:
        """What was chosen; nothing when the department does not do this."""
        if not self.cleaned_data["is_chosen"]:
            return None
        return ChosenFunction(self.row.function, self.cleaned_data["responsible"], self.cleaned_data["note"])
