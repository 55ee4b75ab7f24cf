"""What of the audit trail to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.forms.seats import DateInput
from lyhord.organisation.selectors import AuditFilter

PACKAGES = (
    ("organisation", _("People and department")),
    ("strategy", _("Strategy and goals")),
    ("listening", _("Monitors and mentions")),
    ("channels", _("Sources")),
)


class AuditForm(forms.Form):
    """Whose lines, about what, from when to when."""

    who = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    package = forms.ChoiceField(label=_("About"), required=False)
    from_date = forms.DateField(label=_("From"), required=False, widget=DateInput)
    to_date = forms.DateField(label=_("To"), required=False, widget=DateInput)
    before = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any, people: list[tuple[int, str]]) -> None:  # noqa: ANN401 -- a QueryDict
        super().__init__(data)
        self.fields["who"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]
        self.fields["package"].choices = [("", _("Everything")), *PACKAGES]  # type: ignore[attr-defined]

    def wanted(self) -> AuditFilter:
        """The filter; what could not be read counts as not asked for."""
        self.is_valid()
        said = self.cleaned_data
        return AuditFilter(
            user_id=said.get("who"),
            package=said.get("package", ""),
            from_date=said.get("from_date"),
            to_date=said.get("to_date"),
        )
