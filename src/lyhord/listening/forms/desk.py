"""Whom or what to mute."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.listening.models import Mention, Mute
from lyhord.listening.services import NobodyToMute, mute_author, mute_site
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor


class MuteForm(forms.Form):
    """The author of a mention, or a site."""

    mention = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    site = forms.CharField(
        label=_("Site"),
        required=False,
        max_length=253,
        help_text=_("Such as example.com; everything below it counts as well."),
    )

    def mute(self, workspace: Workspace, *, by: Actor) -> Mute:
        """Mute who is meant. Raises NobodyToMute."""
        if not self.is_valid():
            raise NobodyToMute(_("There is nobody to mute."))
        if self.cleaned_data["site"]:
            return mute_site(workspace=workspace, host=self.cleaned_data["site"], by=by)
        try:
            return mute_author(workspace=workspace, mention_id=self.cleaned_data["mention"] or 0, by=by)
        except Mention.DoesNotExist as error:
            raise NobodyToMute(_("The mention is not there any more.")) from error
