"""Pages of the strategy's versions: writing one, reading them, and what each did."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.strategy import selectors, services
from lyhord.strategy.forms.goals import RevisionForm
from lyhord.strategy.rules.revising import needs_lesson
from lyhord.strategy.selectors import Revision, RevisionRow, StrategyText

form_page = require_http_methods(["GET", "HEAD", "POST"])
_FIELDS = ("want", "way", "audience", "not_doing", "review_date", "version")


@dataclass(frozen=True, kw_only=True)
class StrategyFormPage(Page):
    """Writing the strategy. ``theirs`` is what somebody else has written meanwhile."""

    template: ClassVar[str] = "strategy/edit.html"
    form: RevisionForm
    asks_why: bool
    theirs: StrategyText | None = None


@dataclass(frozen=True, kw_only=True)
class RevisionsPage(Page):
    """Every version."""

    template: ClassVar[str] = "strategy/revisions.html"
    revisions: tuple[RevisionRow, ...]


@dataclass(frozen=True, kw_only=True)
class RevisionPage(Page):
    """One version."""

    template: ClassVar[str] = "strategy/revision.html"
    revision: Revision


@form_page
@requires(May.EDIT_STRATEGY)
def edit_strategy(request: WorkspaceRequest) -> HttpResponse:
    """Write what we want and how we get there."""
    now = selectors.strategy_of(request.workspace)
    theirs = None
    form = RevisionForm(request.POST or None, initial={name: getattr(now, name) for name in _FIELDS})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        seen = given.pop("version")
        try:
            services.write_strategy(workspace=request.workspace, by=request.actor, seen_version=seen, **given)
        except services.StrategyChanged as wrong:
            form.add_error(None, str(wrong.message))
            theirs, form.data = now, _again(request, now)
        except services.NothingLearned as wrong:
            form.add_error("learned", str(wrong.message))
        else:
            tell(request, _("The strategy is saved."))
            return redirect("strategy:strategy", workspace=request.workspace.slug)
    page = StrategyFormPage(form=form, asks_why=needs_lesson(now, request.workspace), theirs=theirs)
    return show(request, page, status=422 if form.is_bound else 200)


@require_safe
@requires(May.SEE_STRATEGY)
def revisions(request: WorkspaceRequest) -> HttpResponse:
    """Every version, the newest first."""
    return show(request, RevisionsPage(revisions=selectors.revisions_of(request.workspace)))


@require_safe
@requires(May.SEE_STRATEGY)
def revision(request: WorkspaceRequest, number: int) -> HttpResponse:
    """One of them: what changed, what had been learned, and what it did."""
    found = selectors.revision_of(request.workspace, number)
    if found is None:
        raise Http404
    return show(request, RevisionPage(revision=found))


def _again(request: WorkspaceRequest, now: StrategyText) -> QueryDict:
    """What was typed, begun anew from what stands there now."""
    typed = request.POST.copy()
    typed["version"] = str(now.version)
    return typed
