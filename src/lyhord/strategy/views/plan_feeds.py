"""The plan in one's own calendar: making a secret address, ending it, and what it answers."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.api import hold_back
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation.permissions import May, anyone, granted, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import positions_of
from lyhord.strategy.forms.plan_resources import FeedForm
from lyhord.strategy.models import Feed
from lyhord.strategy.plan_calendar import calendar_file
from lyhord.strategy.selectors.plan_feeds import (
    CalendarEvent,
    FeedRow,
    events_of,
    feed_by_digest,
    feed_of,
    feeds_of,
)
from lyhord.strategy.services.plan_feeds import feed_digest, make_feed, revoke_feed
from lyhord.strategy.views.plan_access import plan_url

PER_MINUTE = 60


@dataclass(frozen=True, kw_only=True)
class FeedsPage(Page):
    """One's own calendar feeds; ``address`` only when one was just made."""

    template: ClassVar[str] = "strategy/plan/feeds.html"
    feeds: tuple[FeedRow, ...]
    form: FeedForm
    address: str = ""
    name: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(May.WORK_PLAN)
def feeds(request: WorkspaceRequest) -> HttpResponse:
    """One's own feeds; a new one shows its address here and nowhere else."""
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        _feed, secret = make_feed(member=request.member, by=request.actor, name=name)
        address = request.build_absolute_uri(plan_url(request, "feed_file", secret=secret))
        page = FeedsPage(feeds=feeds_of(request.member), form=FeedForm(), address=address, name=name)
        return show(request, page)
    page = FeedsPage(feeds=feeds_of(request.member), form=form)
    return show(request, page, status=422 if form.is_bound else 200)


@require_POST
@requires(May.WORK_PLAN)
def end_feed(request: WorkspaceRequest, feed: int) -> HttpResponse:
    """The address shows nothing any more."""
    found = feed_of(request.member, feed)
    if found is None:
        raise Http404
    revoke_feed(feed=found, by=request.actor, now=utc_now())
    tell(request, _("The calendar address shows nothing any more."))
    return redirect(plan_url(request, "feeds"))


@require_safe
@anyone
def feed_file(request: HttpRequest, workspace: str, secret: str) -> HttpResponse:
    """The calendar file, for whoever knows the address, while its owner may see the plan."""
    feed = feed_by_digest(workspace, feed_digest(secret))
    if feed is None or not _may_see(feed):
        raise Http404
    hold_back(f"feed-{feed.pk}", per_minute=PER_MINUTE)
    company = feed.member.workspace

    def url(event: CalendarEvent) -> str:
        if event.path is None:
            return ""
        view, keyword, number = event.path
        kwargs = {"workspace": company.slug, keyword: number}
        return request.build_absolute_uri(reverse(f"strategy:{view}", kwargs=kwargs))

    with translation.override(feed.member.user.language):
        name = _("%(company)s: the plan") % {"company": company.name}
        told = calendar_file(events_of(company), name=name, host=request.get_host(), now=utc_now(), url=url)
    answer = HttpResponse(told, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _may_see(feed: Feed) -> bool:
    today = utc_now().astimezone(feed.member.workspace.zone).date()
    return May.SEE_STRATEGY in granted(positions_of(feed.member, today=today))
