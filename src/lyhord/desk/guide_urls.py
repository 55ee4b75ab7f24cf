"""Addresses of the first page and the founding guide."""

from django.urls import URLPattern, path

from lyhord.desk.views import feeds, founding, front, sample, summary, trying

_GUIDE = "w/<slug:workspace>/founding/"

urlpatterns: list[URLPattern] = [
    path("", front.home, name="home"),
    path("found/", front.found, name="found"),
    path("sample/", sample.look_around, name="look_around"),
    path("sample/leave/", sample.leave_sample, name="leave_sample"),
    path("w/<slug:workspace>/sample/", sample.sample, name="sample"),
    path("w/<slug:workspace>/sample/remove/", sample.remove_sample, name="remove_sample"),
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
