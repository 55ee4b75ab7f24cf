"""What a person says about a source."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.channels.models import Source
from lyhord.channels.networks.rss.discovery import FoundFeed

LANGUAGES = [
    ("", _("As the source says")), ("sv", _("Swedish")), ("en", _("English")), ("nb", _("Norwegian")),
    ("da", _("Danish")), ("fi", _("Finnish")), ("de", _("German")), ("fr", _("French")), ("es", _("Spanish")),
]  # fmt: skip
_LARGEST_FILE = 5_000_000


class AddSourceForm(forms.Form):
    """A site, a feed or a hashtag; what it is, its writing tells."""

    address = forms.CharField(
        label=_("Site, feed or hashtag"),
        max_length=500,
        help_text=_("For example svd.se, https://example.com/feed.xml, #coffee or #coffee@mastodon.nu"),
        widget=forms.TextInput(attrs={"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    is_own = forms.BooleanField(label=_("This is our own"), required=False)

    @property
    def network(self) -> str:
        """Which network the address belongs to."""
        address = str(self.cleaned_data["address"]).strip()
        is_tag = address.startswith("#") or "/tags/" in address or ("@" in address and "://" not in address)
        return "mastodon" if is_tag else "rss"


class ChooseFeedsForm(AddSourceForm):
    """Which of the feeds that a site has."""

    feeds = forms.MultipleChoiceField(label=_("Feeds"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, found: list[FoundFeed], **more: Any) -> None:  # noqa: ANN401 -- Django's own shape
        super().__init__(*args, **more)
        chosen = self.fields["feeds"]
        if isinstance(chosen, forms.MultipleChoiceField):
            chosen.choices = [(feed.url, feed.title or feed.url) for feed in found]
        self.fields["address"].widget = forms.HiddenInput()


class ChangeSourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, language, whether it is ours."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    class Meta:
        model = Source
        fields = ["name", "language", "is_own"]


class ImportForm(forms.Form):
    """A list of feeds from another reader."""

    file = forms.FileField(label=_("OPML file"), help_text=_("Most feed readers can export one."))

    def clean_file(self) -> bytes:
        """The file's content."""
        file = self.cleaned_data["file"]
        if file.size > _LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large."))
        return bytes(file.read())
