"""What people type about the fika."""

from datetime import date, datetime, time

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.forms.goals import date_field
from lyhord.strategy.models import Celebration

_HALF_PAST_TWO = time(14, 30)


class FikaForm(forms.Form):
    """When and where there is cake."""

    day = date_field(_("Day"))
    clock = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)

    def __init__(self, data: QueryDict | None = None, *, cake: Celebration, today: date) -> None:
        planned = timezone.localtime(cake.fika_at) if cake.fika_at else None
        first = {
            "day": planned.date() if planned else today,
            "clock": planned.time() if planned else _HALF_PAST_TWO,
            "place": cake.place,
        }
        super().__init__(data, initial=first)

    @property
    def at(self) -> datetime:
        """The moment, once the form is valid; an hour that the clocks skip is the hour after it."""
        given = self.cleaned_data
        return datetime.combine(given["day"], given["clock"], timezone.get_current_timezone())
