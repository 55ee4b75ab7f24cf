"""Addresses of the front door: first page, founding guide, today's page, frame, probes."""

from django.urls import URLPattern, path

from lyhord.desk import frame_views
from lyhord.desk.views import feeds, founding, front, health, sample, summary, today, trying

app_name = "desk"
_HOUSE = "w/<slug:workspace>/"
_GUIDE = f"{_HOUSE}founding/"

urlpatterns: list[URLPattern] = [
    path("", front.home, name="home"),
    path("found/", front.found, name="found"),
    path("sample/", sample.look_around, name="look_around"),
    path("sample/leave/", sample.leave_sample, name="leave_sample"),
    path("theme/", frame_views.choose_theme, name="theme"),
    path("language/", frame_views.choose_language, name="language"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path(_HOUSE, today.today, name="today"),
    path(f"{_HOUSE}latest/", today.latest, name="latest"),
    path(f"{_HOUSE}palette/", frame_views.palette, name="palette"),
    path(f"{_HOUSE}sample/", sample.sample, name="sample"),
    path(f"{_HOUSE}sample/remove/", sample.remove_sample, name="remove_sample"),
    path(_GUIDE, founding.resume, name="founding"),
    path(f"{_GUIDE}try/", trying.try_query, name="try_query"),
    path(f"{_GUIDE}feeds/", feeds.find_feeds, name="find_feeds"),
    path(f"{_GUIDE}strategy/example/<slug:example>/", founding.take_example, name="take_example"),
    path(f"{_GUIDE}live/", summary.founded, name="founded"),
    path(f"{_GUIDE}summary/", summary.summary, name="summary"),
    path(f"{_GUIDE}<slug:step>/", founding.question, name="question"),
    path(f"{_GUIDE}<slug:step>/skip/", founding.skip, name="skip"),
    path(f"{_GUIDE}<slug:step>/draft/", founding.keep_draft, name="keep_draft"),
    path(f"{_GUIDE}<slug:step>/over/", founding.start_over, name="start_over"),
]
