"""The editor of a monitor: the wording as form and as text, and what it is for."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lyhord.listening.drafts import Draft, settled
from lyhord.listening.errors import ListeningError
from lyhord.listening.models import Monitor
from lyhord.listening.remarks import fault_message
from lyhord.listening.rules import Basis, Colour
from lyhord.listening.services import MonitorWish
from lyhord.listening.templatetags.foreign import language_name
from lyhord.listening.wording import Lists, Wording, entries_of
from lyhord.organisation.rules import Function
from lyhord.percolator import QueryError

LANGUAGES = ("sv", "en", "no", "da", "fi", "de")  # offered to all; a query may ask for any
_TYPED = ("words", "names", "also", "without")


class BadQuery(ListeningError):
    """The query is none (any more)."""

    field = "query"


def _lines(label: Any, help_text: Any, example: Any) -> forms.CharField:  # noqa: ANN401 -- lazy texts
    box = forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "placeholder": example})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=box)


class DraftForm(forms.Form):
    """The wording, twice: in fields and as text. ``seen_…`` is how both were when the page was shown."""

    words = _lines(
        _("Words and phrases"),
        _(
            "One a line, or with commas between. Several words on a line are searched as they stand. "
            "coff* finds all that begins so."
        ),
        _("Nordkaffe\nfree shipping"),
    )
    names = _lines(
        _("Handles and hashtags"),
        _("A post needs only one of all these words and names."),
        "@nordkaffe.se, #nordkaffe",
    )
    also = _lines(
        _("… together with one of these"),
        _("For names that mean other things as well: only posts that also have one of these words."),
        _("coffee, café"),
    )
    without = _lines(_("Leave out posts with"), _("What you do not want to see."), _("job, vacancy"))
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("None chosen: all languages."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    query = forms.CharField(
        label=_("Query"),
        required=False,
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 6,
                "class": "form-control-code",
                "spellcheck": "false",
                "autocapitalize": "off",
                "aria-describedby": "query-remarks",
            }
        ),
    )
    seen_query = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    seen_wording = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    has_wording = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        given = (
            self.data.getlist("languages")
            if hasattr(self.data, "getlist")
            else self.data.get("languages", [])
        )
        known = dict.fromkeys([*LANGUAGES, *given, *self.initial.get("languages", [])])
        self.fields["languages"].choices = [(code, capfirst(language_name(code))) for code in known]  # type: ignore[attr-defined]

    @property
    def wording_fields(self) -> list[forms.BoundField]:
        """The fields that somebody types the wording into."""
        return [self[name] for name in _TYPED]

    def settle(self, lists: Lists) -> Draft:
        """The query that is meant (``drafts.settled``). The form must be valid or have been tried."""
        said = self.cleaned_data
        wording = Wording(
            **{name: entries_of(said.get(name, "")) for name in _TYPED},
            languages=tuple(said.get("languages", ())),
        )
        return settled(
            query=_unix(said.get("query", "")),
            seen_query=_unix(said.get("seen_query", "")),
            wording=wording if said.get("has_wording") else None,
            seen_wording=said.get("seen_wording", ""),
            lists=lists,
        )


class MonitorForm(DraftForm):
    """Everything a person decides about a monitor."""

    name = forms.CharField(label=_("Name"), max_length=80)
    purpose = forms.CharField(
        label=_("Purpose"),
        required=False,
        help_text=_(
            "What you want to find out, and what you do with it. GDPR asks for it, and so do new colleagues."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    functions = forms.MultipleChoiceField(
        label=_("Functions"),
        choices=Function.choices,
        required=False,
        help_text=_("Who the monitor serves."),
        widget=forms.CheckboxSelectMultiple,
    )
    goal = forms.TypedChoiceField(label=_("Goal"), required=False, coerce=int, empty_value=None)
    basis = forms.ChoiceField(
        label=_("Legal basis"),
        choices=Basis.choices,
        initial=Basis.LEGITIMATE_INTEREST,
        help_text=_(
            "Posts are personal data. Listening for one's own brand is usually a legitimate interest."
        ),
    )
    balancing_note = forms.CharField(
        label=_("Balancing of interests"),
        required=False,
        help_text=_(
            "Why your interest weighs more than that of the people who write. A sentence or two is enough."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    colour = forms.ChoiceField(
        label=_("Colour"), choices=Colour.choices, initial=Colour.BLUE, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What was changed, and why"),
        required=False,
        max_length=300,
        help_text=_("Stands in the version history."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, goals: list[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.goals = goals
        self.fields["goal"].choices = [("", _("No goal")), *goals]  # type: ignore[attr-defined]

    def in_step(self, draft: Draft) -> "MonitorForm":
        """What was sent, with form and text in step; wrong when the query is."""
        data = cast(QueryDict, self.data).copy()
        for name, value in typed(draft).items():
            data.setlist(name, value if isinstance(value, list) else [value])
        form = MonitorForm(data, goals=self.goals)
        if draft.is_empty:
            form.add_error("query", _("Write what to listen for."))
        elif draft.fault:
            form.add_error("query", draft.fault.message)
        return form

    def wish(self, draft: Draft) -> MonitorWish:
        """What the service wants."""
        said = self.cleaned_data
        return MonitorWish(
            name=said["name"],
            query=draft.query,
            purpose=said["purpose"],
            functions=tuple(said["functions"]),
            goal_id=said["goal"],
            basis=said["basis"],
            balancing_note=said["balancing_note"],
            colour=said["colour"],
        )

    @staticmethod
    def bad_query(error: QueryError) -> "BadQuery":
        """The error as one of ours, beside the field it belongs to."""
        return BadQuery(fault_message(error))


def typed(draft: Draft) -> dict[str, Any]:
    """The draft in the form's fields."""
    wording = draft.wording or Wording()
    return {
        **{name: "\n".join(getattr(wording, name)) for name in _TYPED},
        "languages": list(wording.languages),
        "query": draft.query,
        "seen_query": draft.query,
        "seen_wording": draft.seen_wording,
        "has_wording": "on" if draft.wording else "",
    }


def kept(monitor: Monitor) -> dict[str, Any]:
    """What is stored, in the form's fields; the wording comes from ``typed``."""
    return {
        "name": monitor.name,
        "purpose": monitor.purpose,
        "functions": monitor.functions,
        "goal": monitor.goal_id,
        "basis": monitor.basis,
        "balancing_note": monitor.balancing_note,
        "colour": monitor.colour,
        "version": monitor.version,
    }


def as_sent(sent: QueryDict) -> dict[str, Any]:
    """What was sent, to be shown again without a word about what is missing."""
    several = ("languages", "functions")
    return {name: sent.getlist(name) if name in several else sent[name] for name in sent}


def _unix(text: str) -> str:
    """A browser sends its own line ends."""
    return text.replace("\r\n", "\n")
