"""One's own profile."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from lyhord.common.attempts import attempt
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation import services
from lyhord.organisation.forms.people import ProfileForm
from lyhord.organisation.models import Workspace
from lyhord.organisation.permissions import signed_in
from lyhord.organisation.requests import SignedInRequest
from lyhord.organisation.selectors import workspaces_with_api


@dataclass(frozen=True, kw_only=True)
class ProfilePage(Page):
    """How somebody is called and wants the pages; where their security and their programs' keys are."""

    template: ClassVar[str] = "organisation/profile.html"
    form: ProfileForm
    token_workspaces: tuple[Workspace, ...]


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    """See and change it."""
    form = ProfileForm.of(request.user, request.POST or None)
    if attempt(form, lambda: services.change_person(request.user, by=request.actor, **form.cleaned_data)):
        with override(request.user.language):
            tell(request, _("Saved."))
        return redirect("organisation:profile")
    page = ProfilePage(form=form, token_workspaces=workspaces_with_api(request.user, now=utc_now()))
    return show(request, page, status=422 if form.is_bound else 200)
