"""Days that differ."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.forms.seats import DateInput


class SpecialDayForm(forms.Form):
    """A day off of our own, or one on which we work nevertheless."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    name = forms.CharField(label=_("Why"), max_length=80, required=False)
    is_open = forms.ChoiceField(
        label=_("What happens"),
        choices=[("", _("We are closed")), ("1", _("We work as on other days"))],
        required=False,
    )
