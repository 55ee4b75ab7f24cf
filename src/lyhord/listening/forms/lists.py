"""A named list of words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.listening.errors import ListeningError
from lyhord.listening.models import WordList
from lyhord.listening.remarks import fault_message
from lyhord.listening.selectors import WordListRow
from lyhord.listening.services import set_word_list
from lyhord.listening.wording import entries_of, entry_of, term_of
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.percolator import QueryError


class BadEntry(ListeningError):
    """An entry that cannot be searched for."""

    field = "entries"


class WordListForm(forms.Form):
    """The list's name, and its entries: one a line."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("One short word is best. In a query the list is called list:name."),
    )
    entries = forms.CharField(
        label=_("Entries"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("Words, phrases, #hashtags and @handles: one a line, or with commas between."),
    )

    @classmethod
    def of(cls, row: WordListRow, data: Any) -> "WordListForm":  # noqa: ANN401 -- a QueryDict or None
        """The form for a list that is there; it keeps its name, because monitors use it."""
        form = cls(data, initial={"name": row.name, "entries": "\n".join(map(entry_of, row.entries))})
        form.fields["name"].disabled = True
        form.fields["name"].help_text = ""
        return form

    def keep(self, workspace: Workspace, *, by: Actor) -> WordList:
        """Save the list. Raises ListeningError, which tells the field."""
        said = self.cleaned_data
        terms = map(term_of, entries_of(said["entries"]))
        try:
            return set_word_list(workspace=workspace, by=by, name=said["name"], entries=terms)
        except QueryError as error:
            raise BadEntry(fault_message(error)) from error
