"""Which mentions get which state."""

from collections.abc import Callable, Collection

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lyhord.listening.errors import ListeningError
from lyhord.listening.rules import State
from lyhord.listening.services.marks import MOST
from lyhord.percolator import QueryError


class NothingChosen(ListeningError):
    """What was sent names no mentions, or no state."""


class MarkForm(forms.Form):
    """The mentions that were ticked, or everything that the list beside them finds (``here``).

    ``quietly``: opening a mention marks it as read, and there is nothing to tell.
    """

    state = forms.ChoiceField(choices=State.choices)
    everything = forms.BooleanField(required=False)
    quietly = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.ticked = [int(each) for each in data.getlist("ids") if _is_id(each)]
        self.here = QueryDict(data.get("here", "").removeprefix("?"))

    def ids(self, everything: Callable[[int], Collection[int]]) -> Collection[int]:
        """The mentions that are meant; ``everything(most)`` finds all of the list. Raises NothingChosen."""
        if not self.is_valid():
            raise NothingChosen(_("That is no state a mention can have."))
        try:
            found = everything(MOST) if self.cleaned_data["everything"] else self.ticked
        except QueryError as error:
            raise NothingChosen(_("The search cannot be understood, so there is nothing to mark.")) from error
        if not found:
            raise NothingChosen(_("Choose at least one mention."))
        return found


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
