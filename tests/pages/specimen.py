"""The specimen page: every piece of the house at once, as HTML."""

from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from lyhord.common.toasts import tell
from lyhord.organisation.permissions import May

HERE = Path(__file__).parent
NAMES = ("Fatima Haddad", "Elin Björk", "Åsa Öhman-Lindqvist von Hofsten på Gotland", "عمر")


class Specimen(forms.Form):
    """One field of every kind, some of them wrong."""

    structure = forms.ChoiceField(
        label="Out of what does the department grow?",
        choices=[("cs", "Out of customer service"), ("m", "Out of marketing"), ("h", "A hybrid")],
        widget=forms.RadioSelect,
        help_text="You can change this later.",
    )
    name = forms.CharField(label="Company", help_text="As your customers say it.")
    email = forms.EmailField(label="E-mail")
    why = forms.CharField(label="Why", widget=forms.Textarea, required=False)
    country = forms.ChoiceField(label="Country", choices=[("se", "Sweden"), ("no", "Norway")])
    day = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    agreed = forms.BooleanField(label="Send me a digest on weekdays", required=False, help_text="At 08:00.")
    functions = forms.MultipleChoiceField(
        label="Functions",
        choices=[("pr", "PR"), ("sales", "Sales"), ("care", "Customer service")],
        widget=forms.CheckboxSelectMultiple,
    )


def specimen(person, language: str = "en", theme: str = "auto") -> str:
    """The page as ``person`` sees it."""
    request = _request(person, theme)
    data = {"structure": "m", "name": "Nordkaffe AB", "email": "not an address", "country": "se"}
    hints = {"cs": "Those who already talk with customers.", "m": "Those who tell the story.", "h": "Both."}
    context = {"form": Specimen(data), "names": NAMES, "hints": hints}
    with translation.override(language):
        template = engines["django"].from_string((HERE / "specimen.html").read_text())
        return str(template.render(context, request))


def _request(person, theme: str) -> HttpRequest:
    request = RequestFactory().get("/specimen/")
    request.COOKIES["theme"] = theme
    request.user, request.workspace, request.member = person.user, person.workspace, person.member
    request.granted, request.session = frozenset(May), SessionStore()
    request._messages = FallbackStorage(request)
    tell(request, "Marked as done.", undo="/undo/")
    messages.error(request, "The source did not answer.")
    return request
