"""Keys for one's own programs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.attempts import attempt
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation import services
from lyhord.organisation.forms.people import TokenForm
from lyhord.organisation.models import ApiToken
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.reauthentication import sure_who
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import TokenRow, find, tokens_of


@dataclass(frozen=True, kw_only=True)
class TokensPage(Page):
    """One's own keys in this workspace."""

    template: ClassVar[str] = "organisation/tokens.html"
    tokens: tuple[TokenRow, ...]


@dataclass(frozen=True, kw_only=True)
class NewTokenPage(Page):
    """What the key is for."""

    template: ClassVar[str] = "organisation/token_new.html"
    form: TokenForm


@dataclass(frozen=True, kw_only=True)
class TokenMadePage(Page):
    """The secret, shown here and nowhere else."""

    template: ClassVar[str] = "organisation/token_made.html"
    token: ApiToken
    secret: str


@requires(May.USE_API)
@require_safe
def tokens(request: WorkspaceRequest) -> HttpResponse:
    """One's own keys."""
    return show(request, TokensPage(tokens=tokens_of(request.member, now=utc_now())))


@requires(May.USE_API)
@require_http_methods(["GET", "POST"])
@sure_who
def token_new(request: WorkspaceRequest) -> HttpResponse:
    """Make a key, after showing again who one is."""
    form = TokenForm(request.POST or None)
    made: list[tuple[ApiToken, str]] = []

    def make() -> None:
        days = form.cleaned_data["days"]
        expires_at = utc_now() + timedelta(days=int(days)) if days else None
        said = {"name": form.cleaned_data["name"], "scope": form.cleaned_data["scope"]}
        made.append(services.make_token(request.member, by=request.actor, expires_at=expires_at, **said))

    if attempt(form, make):
        token, secret = made[0]
        return show(request, TokenMadePage(token=token, secret=secret))
    return show(request, NewTokenPage(form=form), status=422 if form.is_bound else 200)


@requires(May.USE_API)
@require_POST
def token_revoke(request: WorkspaceRequest, token: int) -> HttpResponse:
    """The key opens nothing any more."""
    services.revoke_token(find(ApiToken, token, member=request.member), by=request.actor, now=utc_now())
    tell(request, _("The key opens nothing any more."))
    return redirect("organisation:tokens", workspace=request.workspace.slug)
