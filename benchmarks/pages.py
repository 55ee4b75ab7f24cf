"""The pages that ``benchmarks/listening.py`` asks for, and somebody who is signed in."""

from datetime import UTC, datetime, timedelta

import httpx
from benchmarks.department import EMAIL, name_of
from django.conf import settings
from django.test import Client

from lyhord.listening.models import Mention, Monitor
from lyhord.organisation.models import User


def asker_and_pages(port: int, monitors: int) -> tuple[httpx.Client, dict[str, str]]:
    """A browser that is signed in, and what it asks for."""
    browser = Client()
    browser.force_login(User.objects.get(email=EMAIL))
    name = settings.SESSION_COOKIE_NAME
    ours = list(Monitor.objects.order_by("pk").values_list("pk", flat=True))
    newest = list(Mention.objects.order_by("-pk").values_list("pk", flat=True)[:5_000])
    year_ago = (datetime.now(UTC) - timedelta(days=300)).date()
    week = f"from_date={year_ago}&to_date={year_ago + timedelta(days=6)}"
    listed = "mentions/?state=all"
    pages = {
        "today": "",
        "unread": "mentions/",
        "all": listed,
        "an older page": f"{listed}&before={newest[-1]}",
        "unread of a monitor": f"mentions/?monitor={ours[1]}",
        "all of a large monitor": f"{listed}&monitor={ours[0]}",
        "all of a small monitor": f"{listed}&monitor={ours[monitors * 2 // 3]}",
        "a language and a network": f"{listed}&lang=fi&network=bluesky",
        "a function": f"{listed}&function=marketing",
        "a week of last year": f"{listed}&{week}",
        "a rare word": f"{listed}&q={name_of(monitors - 1)}",
        "a word nobody said": f"{listed}&q=zzzzyx",
        "a common word": f"{listed}&q=och",
        "a common word, unread, one language": "mentions/?q=och&lang=fi",
        "a common word in that week": f"{listed}&q=och&{week}",
        "two common words": f"{listed}&q=och+att",
        "a phrase": f"{listed}&q=%22f%C3%B6r+att%22",
        "one word but not another": f"{listed}&q=och+-att",
        "a beginning of words": f"{listed}&q=kaffe*",
        "forty names": f"{listed}&q={'+OR+'.join(map(name_of, range(500, 540)))}",
        "numbers of the tabs": "mentions/counts/",
        "one mention": f"mentions/{newest[0]}/",
        "list of monitors": "monitors/",
        "one monitor": f"monitors/{ours[0]}/",
        "a small monitor as a file": f"mentions/export/?state=all&monitor={ours[monitors * 2 // 3]}",
    }
    asker = httpx.Client(
        base_url=f"http://127.0.0.1:{port}/w/benchmark/",
        cookies={name: browser.cookies[name].value},
        timeout=60,
        trust_env=False,
    )
    return asker, pages
