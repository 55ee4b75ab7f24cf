"""Who stands behind a DID: asked of an app view, checked where it is only claimed, kept for mentions."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.web import local_web

from lyhord.channels import authors
from lyhord.channels.authors import Known
from lyhord.channels.chores import learn_authors
from lyhord.channels.models import Author
from lyhord.channels.networks.bluesky.connector import _note_people
from lyhord.channels.networks.bluesky.reading import Piece
from lyhord.channels.networks.bluesky.records import author_gone
from lyhord.common.http import ours

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA, BOSSE, GONE, LIAR = "did:plc:anna", "did:plc:bosse", "did:plc:gone", "did:plc:liar"
HANDLES = {"anna.example": ANNA, "bosse.example": BOSSE}


class AppView:
    """An app view and a directory that know a few people; ``asked`` are the DIDs of each question."""

    def __init__(self, web) -> None:
        self.asked: list[list[str]] = []
        self.status = 200
        web.play("/xrpc/app.bsky.actor.getProfiles", self._profiles)
        web.play("/xrpc/com.atproto.identity.resolveHandle", self._resolve)
        claims = {GONE: [], LIAR: ["at://anna.example"], BOSSE: ["at://bosse.example"]}
        for did, names in claims.items():
            web.page(f"/{did.replace(':', '%3A')}", json.dumps({"alsoKnownAs": names}))

    def _profiles(self, handler) -> None:
        self.asked.append(parse_qs(urlsplit(handler.path).query)["actors"])
        found = {"did": ANNA, "handle": "Anna.example", "displayName": "Anna Å", "followersCount": 12}
        profiles = [found] if ANNA in self.asked[-1] else []
        self._say(handler, self.status, {"profiles": [*profiles, 7, {"did": 7}, {"handle": "x"}]})

    def _resolve(self, handler) -> None:
        did = HANDLES.get(parse_qs(urlsplit(handler.path).query)["handle"][0])
        self._say(handler, 200 if did else 400, {"did": did})

    def _say(self, handler, status: int, what: dict) -> None:
        body = json.dumps(what).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def app_view(settings, db):
    with local_web() as web:
        settings.NETWORKS = {
            **settings.NETWORKS,
            "allowed": ["127.0.0.1/32"],
            "bluesky_appview": web.url,
            "bluesky_plc": web.url,
        }
        ours.outgoing().pacer._pause_s = 0
        yield AppView(web)
        ours.outgoing().close()


def known() -> dict[str, Known]:
    return authors.known("bluesky", [ANNA, BOSSE, GONE, LIAR])


def test_authors_that_somebody_asked_about_are_looked_up_once(app_view):
    authors.want("bluesky", [ANNA, ANNA, "", BOSSE])

    learned = learn_authors(NOW), learn_authors(NOW)

    assert (learned, app_view.asked) == ((2, 0), [[ANNA, BOSSE]])
    assert known() == {
        ANNA: Known(ANNA, "anna.example", "Anna Å", 12),
        BOSSE: Known(BOSSE, "bosse.example"),
    }


def test_a_name_that_does_not_lead_back_is_not_believed(app_view):
    authors.want("bluesky", [LIAR, GONE])

    learn_authors(NOW)

    assert (known(), Author.objects.filter(looked_up_at=NOW).count()) == ({}, 2)


def test_a_handle_of_a_query_is_resolved_and_then_looked_up(app_view):
    for handle in ("@Anna.example", "nobody.example"):
        authors.want_handle("bluesky", handle)

    learn_authors(NOW)

    assert (list(known()), authors.wanted_handles("bluesky", limit=9)) == ([ANNA], [])


@pytest.mark.parametrize("status", [429, 503])
def test_a_network_in_trouble_is_asked_again_later_and_forgets_no_wish(app_view, status):
    app_view.status = status
    authors.want("bluesky", [ANNA])

    assert (learn_authors(NOW), authors.wanted("bluesky", limit=9)) == (0, [ANNA])


def test_many_are_asked_about_25_at_a_time(app_view):
    authors.want("bluesky", [f"did:web:{number}" for number in range(60)])

    learn_authors(NOW)

    assert [len(dids) for dids in app_view.asked] == [25, 25, 10]


def test_without_listening_nobody_is_asked(app_view, settings):
    settings.LISTEN = False
    authors.want("bluesky", [ANNA])

    assert (learn_authors(NOW), app_view.asked) == (0, [])


def test_a_changed_name_is_looked_up_again_and_a_closed_account_forgotten(app_view):
    authors.learn("bluesky", [Known(ANNA, "anna.example"), Known(GONE, "gone.example")], now=NOW)

    gone = author_gone(GONE, at=NOW)
    _note_people(Piece((gone,), None, renamed=frozenset({ANNA, "did:plc:nobody-we-know"})))

    assert (authors.wanted("bluesky", limit=9), list(known())) == ([ANNA], [ANNA])
