"""The pages about sources: what we listen to, and how it goes."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.channels import selectors, services
from lyhord.channels.errors import ChannelsError
from lyhord.channels.forms import AddSourceForm, ChangeSourceForm, ChooseFeedsForm, ImportForm
from lyhord.channels.models import Source
from lyhord.channels.selectors import SourceHealth
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.notices.selectors import LiveLine, live_line
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest


@dataclass(frozen=True, kw_only=True)
class SourcesPage(Page):
    """All sources and their health."""

    template: ClassVar[str] = "channels/sources.html"
    sources: list[SourceHealth]
    troubled: int
    may_edit: bool
    live: LiveLine


@dataclass(frozen=True, kw_only=True)
class AddPage(Page):
    """Adding a source; ``is_choice``: the site has several feeds."""

    template: ClassVar[str] = "channels/add.html"
    form: AddSourceForm
    is_choice: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangePage(Page):
    """One source, to be changed."""

    template: ClassVar[str] = "channels/change.html"
    form: ChangeSourceForm
    source: Source


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """A list of feeds, to be taken in."""

    template: ClassVar[str] = "channels/import.html"
    form: ImportForm


@requires(May.SEE_MENTIONS)
@require_safe
def sources(request: WorkspaceRequest) -> HttpResponse:
    """What we listen to, and how it goes."""
    health = selectors.source_health(request.workspace, utc_now())
    page = SourcesPage(
        sources=health,
        troubled=sum(source.is_troubled for source in health),
        may_edit=request.may(May.EDIT_SOURCES),
        live=live_line(request.workspace),
    )
    return show(request, page, part="rows")


@requires(May.EDIT_SOURCES)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: WorkspaceRequest) -> HttpResponse:
    """A site, a feed or a hashtag."""
    form = AddSourceForm(request.POST or None)
    if not form.is_valid():
        return show(request, AddPage(form=form), status=422 if form.is_bound else 200)
    try:
        return _added(request, form)
    except ChannelsError as error:
        form.add_error("address", str(error.message))
        return show(request, AddPage(form=form), status=422)


@requires(May.EDIT_SOURCES)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: WorkspaceRequest, source: int) -> HttpResponse:
    """Name, language, whether it is ours."""
    ours = _source(request, source)
    form = ChangeSourceForm(request.POST or None, instance=ours)
    if not form.is_valid():
        return show(request, ChangePage(form=form, source=ours), status=422 if form.is_bound else 200)
    services.change_source(source=ours, by=request.actor, **form.cleaned_data)
    tell(request, _("Saved."))
    return _to_sources(request)


@requires(May.EDIT_SOURCES)
@require_POST
def pause(request: WorkspaceRequest, source: int) -> HttpResponse:
    """Do not listen for now."""
    ours = services.pause_source(source=_source(request, source), by=request.actor)
    tell(request, _("%(name)s is paused.") % {"name": ours}, undo=_address(request, "resume", ours))
    return _to_sources(request)


@requires(May.EDIT_SOURCES)
@require_POST
def resume(request: WorkspaceRequest, source: int) -> HttpResponse:
    """Listen again."""
    ours = services.resume_source(source=_source(request, source), by=request.actor)
    tell(request, _("We listen to %(name)s again.") % {"name": ours})
    return _to_sources(request)


@requires(May.EDIT_SOURCES)
@require_POST
def remove(request: WorkspaceRequest, source: int) -> HttpResponse:
    """Listen no longer."""
    ours = services.remove_source(source=_source(request, source), by=request.actor, now=utc_now())
    text = _("%(name)s is removed. Its mentions stay.") % {"name": ours}
    tell(request, text, undo=_address(request, "restore", ours))
    return _to_sources(request)


@requires(May.EDIT_SOURCES)
@require_POST
def restore(request: WorkspaceRequest, source: int) -> HttpResponse:
    """It was not meant so."""
    ours = services.bring_back_source(source=_source(request, source), by=request.actor)
    tell(request, _("%(name)s is back.") % {"name": ours})
    return _to_sources(request)


@requires(May.EDIT_SOURCES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: WorkspaceRequest) -> HttpResponse:
    """Feeds from another reader."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return show(request, ImportPage(form=form), status=422 if form.is_bound else 200)
    try:
        done = services.import_opml(
            workspace=request.workspace, by=request.actor, document=form.cleaned_data["file"]
        )
    except ChannelsError as error:
        form.add_error("file", str(error.message))
        return show(request, ImportPage(form=form), status=422)
    new = ngettext("%(number)d new feed.", "%(number)d new feeds.", done.added) % {"number": done.added}
    known = _("%(number)d we had already.") % {"number": done.known} if done.known else ""
    tell(request, f"{new} {known}".strip())
    if done.bad:
        warn(request, _("These are no addresses of feeds: %(list)s") % {"list": ", ".join(done.bad[:10])})
    return _to_sources(request)


@requires(May.SEE_MENTIONS)
@require_safe
def export_list(request: WorkspaceRequest) -> HttpResponse:
    """Our feeds, for another reader."""
    document = services.export_opml(workspace=request.workspace, now=utc_now())
    name = f"{request.workspace.slug}-feeds.opml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(document, content_type="text/x-opml; charset=utf-8", headers=headers)


def _added(request: WorkspaceRequest, form: AddSourceForm) -> HttpResponse:
    """Add what the form names; where a site has several feeds, ask which. Raises ChannelsError."""
    given = form.cleaned_data
    addresses = {given["address"]: ""}
    if form.network == "rss":
        found = services.discover_feeds(given["address"])
        if not found:
            form.add_error("address", _("We found no feed there. Do you know its own address?"))
            return show(request, AddPage(form=form), status=422)
        chosen = ChooseFeedsForm(request.POST, found=found)
        if len(found) > 1 and not ("feeds" in request.POST and chosen.is_valid()):
            chosen = ChooseFeedsForm(initial={**given, "feeds": [found[0].url]}, found=found)
            return show(request, AddPage(form=chosen, is_choice=True))
        wanted = chosen.cleaned_data["feeds"] if len(found) > 1 else [found[0].url]
        addresses = {feed.url: feed.title for feed in found if feed.url in wanted}
    for address, name in addresses.items():
        source = services.add_source(
            workspace=request.workspace, by=request.actor, network=form.network, address=address,
            name=name, language=given["language"], is_own=given["is_own"],
        )  # fmt: skip
    tell(request, _("We listen to %(name)s now.") % {"name": source})
    return _to_sources(request)


def _source(request: WorkspaceRequest, source_id: int) -> Source:
    source = selectors.source_of(request.workspace, source_id)
    if source is None:
        raise Http404
    return source


def _address(request: WorkspaceRequest, name: str, source: Source) -> str:
    return reverse(f"channels:{name}", args=[request.workspace.slug, source.pk])


def _to_sources(request: WorkspaceRequest) -> HttpResponse:
    return redirect("channels:sources", workspace=request.workspace.slug)
