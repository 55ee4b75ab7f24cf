"""Which mentions to show: the address of the page holds it all. And the name of a saved view."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lyhord.listening.forms.choosing import LongSelect
from lyhord.listening.rules import State
from lyhord.listening.selectors import FilterChoices, MentionFilter
from lyhord.listening.templatetags.foreign import language_name, network_name
from lyhord.organisation.rules import Function


class Shown(TextChoices):
    """The tabs of the mentions page."""

    NEW = "new", pgettext_lazy("several mentions", "Unread")
    ALL = "all", pgettext_lazy("several mentions", "All")
    DONE = "done", pgettext_lazy("several mentions", "Done")
    MUTED = "muted", pgettext_lazy("several mentions", "Muted")


class DayInput(forms.DateInput):
    """The browser's own calendar; the value as it wants it in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MentionFilterForm(forms.Form):
    """What to look for, and where. What cannot be read counts as not asked for."""

    q = forms.CharField(label=_("Search in mentions"), required=False, max_length=10_000)
    monitor = forms.TypedChoiceField(
        label=_("Monitor"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    network = forms.ChoiceField(label=_("Network"), required=False, widget=LongSelect)
    source = forms.TypedChoiceField(
        label=_("Source"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    lang = forms.ChoiceField(label=_("Language"), required=False, widget=LongSelect)
    function = forms.ChoiceField(label=_("Function"), required=False, widget=LongSelect)
    from_date = forms.DateField(label=_("From"), required=False, widget=DayInput())
    to_date = forms.DateField(label=_("To"), required=False, widget=DayInput())
    state = forms.ChoiceField(choices=Shown.choices, required=False, widget=forms.HiddenInput)

    FILTERS = ("monitor", "network", "source", "lang", "function", "from_date", "to_date")

    def __init__(self, data: Mapping[str, Any], choices: FilterChoices) -> None:
        super().__init__(data, auto_id="filter_%s")
        networks = _with_asked(choices.networks, data.get("network", ""))
        languages = _with_asked(choices.languages, data.get("lang", ""))
        offered: dict[str, list[tuple[Any, Any]]] = {
            "monitor": [("", _("All monitors")), *choices.monitors],
            "network": [("", _("All networks")), *((key, network_name(key)) for key in networks)],
            "source": [("", _("All sources")), *choices.sources],
            "lang": [
                ("", _("All languages")),
                *((key, capfirst(language_name(key))) for key in languages),
            ],
            "function": [("", _("All functions")), *Function.choices],
        }
        for name, options in offered.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs |= {
            "type": "search",
            "placeholder": _("Search: coffee OR #fika"),
            "autocomplete": "off",
            "spellcheck": "false",
            "data-key": "/",
            "data-key-label": _("Search in mentions"),
        }
        self.is_valid()

    @property
    def shown(self) -> Shown:
        """The tab; unread when none was asked for."""
        return Shown(self.cleaned_data.get("state") or Shown.NEW)

    def wanted(self) -> MentionFilter:
        """The filter for the selectors."""
        said = self.cleaned_data
        return MentionFilter(
            monitor=said.get("monitor"),
            network=said.get("network", ""),
            source=said.get("source"),
            lang=said.get("lang", ""),
            function=said.get("function", ""),
            from_date=said.get("from_date"),
            to_date=said.get("to_date"),
            state=str(State(self.shown)) if self.shown in State.values else "",
            muted=self.shown is Shown.MUTED,
            query=said.get("q", ""),
        )

    def holds(self, state: State) -> bool:
        """Whether a mention in ``state`` stays in this tab: what is read does, until it is done."""
        return {Shown.NEW: state != State.DONE, Shown.DONE: state == State.DONE}.get(self.shown, True)

    def address(self, **changes: str | int | None) -> str:
        """This filter as a query string, ``?`` included; ``changes`` replace parts, None takes one out."""
        said = {
            name: self.data.get(name, "") for name in ("state", "q", *self.FILTERS) if name not in self.errors
        }
        said |= {name: "" if value is None else str(value) for name, value in changes.items()}
        return _query_string(said)

    def chosen(self) -> list[tuple[str, str]]:
        """The filters that are set: name of the field, and value as people read it."""
        return [
            (name, self._as_read(name))
            for name in self.FILTERS
            if self.cleaned_data.get(name) not in (None, "")
        ]

    def _as_read(self, name: str) -> str:
        field = self.fields[name]
        value = self.cleaned_data[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
        return f"{field.label} {value.isoformat()}"


def _with_asked(known: tuple[str, ...], asked: str) -> tuple[str, ...]:
    """A saved address may ask for what has not been heard yet; it finds nothing then, and says so."""
    is_new = asked not in known and re.fullmatch(r"[a-z]{2,20}", asked)
    return (*known, asked) if is_new else known


def filter_address(filters: MentionFilter) -> str:
    """A saved filter as the query string of the mentions page."""
    kept = filters.as_json()
    shown = Shown.MUTED if kept.pop("muted", False) else kept.pop("state", "") or Shown.ALL
    query = {"q": kept.pop("query", "")}
    said = {"state": str(shown)} | query | {name: str(value) for name, value in kept.items()}
    return _query_string(said)


def _query_string(said: Mapping[str, str]) -> str:
    """Always the same for the same filter; the unread ones are what the page shows anyway."""
    kept = {name: value for name, value in said.items() if value and (name, value) != ("state", Shown.NEW)}
    return "?" + urlencode(kept) if kept else ""


class SavedViewForm(forms.Form):
    """What to call the filter that is shown, and for whom to keep it."""

    name = forms.CharField(label=_("Name"), max_length=60)
    is_shared = forms.BooleanField(label=_("Show it to everybody in the department"), required=False)
