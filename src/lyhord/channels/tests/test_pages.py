"""The pages about sources answer those who may, and nobody else."""

from datetime import UTC, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web import local_web

from lyhord.channels.models import Source
from lyhord.channels.selectors import source_health
from lyhord.channels.services import add_source, close_gap, ensure_shared_sources, open_gap, record_visit
from lyhord.common.http import OutgoingError, ours
from lyhord.common.http.errors import TOO_SLOW


@pytest.fixture
def feed(head) -> Source:
    return add_source(
        workspace=head.workspace, by=head.actor, network="rss", address="https://svd.se/feed", name="Svenskan"
    )


@pytest.fixture
def rivals_feed(stranger) -> Source:
    return add_source(
        workspace=stranger.workspace, by=stranger.actor, network="rss", address="https://rival.se/"
    )


@pytest.fixture
def web(settings):
    settings.NETWORKS = {**settings.NETWORKS, "allowed": ["127.0.0.1/32"]}
    ours.outgoing().pacer._pause_s = 0
    with local_web() as server:
        yield server
    ours.outgoing().close()


def test_the_sources_of_the_workspace_are_shown_and_nobody_elses(head, feed, rivals_feed):
    page = head.get("sources/").content.decode()

    assert ("Svenskan" in page, "rival.se" in page) == (True, False)


def test_without_sources_there_is_a_word_of_help(head):
    assert "No sources yet" in head.get("sources/").content.decode()


def test_trouble_is_said_in_the_readers_language(head, feed):
    error = OutgoingError(TOO_SLOW, host="svd.se", seconds=30)
    record_visit(feed.pk, ok=False, error=error, now=timezone.now())

    assert "svd.se did not answer completely within 30 seconds." in head.get("sources/").content.decode()


def test_what_is_in_trouble_stands_first_with_a_word_above(head, feed):
    bad = add_source(workspace=head.workspace, by=head.actor, network="rss", address="https://www.zz.se/rss/")
    record_visit(feed.pk, ok=True, now=timezone.now())
    record_visit(
        bad.pk, ok=False, error=OutgoingError(TOO_SLOW, host="zz.se", seconds=30), now=timezone.now()
    )

    page = head.get("sources/").content.decode()

    assert "One source does not give what it should." in page
    assert page.index("zz.se/rss<") < page.index("Svenskan")


def test_a_gap_is_shown_from_when_to_when(head):
    stream = ensure_shared_sources()[0]
    night = timezone.now().astimezone(UTC).replace(hour=1, minute=10)
    open_gap(stream.pk, from_at=night, reason="")
    close_gap(stream.pk, at=night + timedelta(minutes=210), filled=False)

    page = head.get("sources/").content.decode()

    local = night.astimezone(head.workspace.zone)
    assert f"{local:%H:%M}–{local + timedelta(minutes=210):%H:%M}<" in page
    assert "everything that is said in public" in page


def test_the_sample_company_has_only_its_own_sources(head):
    ensure_shared_sources()
    head.workspace.is_demo = True
    head.workspace.save(update_fields=["is_demo"])

    assert source_health(head.workspace, timezone.now()) == []


@pytest.mark.parametrize("who", ["head", "analyst", "community_manager", "care_manager", "agency", "viewer"])
def test_who_sees_mentions_sees_sources(who, request):
    assert request.getfixturevalue(who).get("sources/").status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("community_manager", 403), ("viewer", 403), ("agency", 403), ("colleague", 403)]
)
def test_who_may_not_change_them_cannot(who, status, request, feed):
    person = request.getfixturevalue(who)

    answers = [person.get("sources/add/"), person.post(f"sources/{feed.pk}/remove/")]

    assert [answer.status_code for answer in answers] == [status, status]


def test_the_page_asks_the_same_number_of_questions_for_one_source_and_for_three(head, feed):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            head.get("sources/")
        return len(asked)

    questions()
    with_one = questions()
    for name in ("a", "b"):
        add_source(workspace=head.workspace, by=head.actor, network="rss", address=f"https://{name}.se/")

    assert questions() == with_one


def test_a_feed_is_added_by_its_address(head, web):
    url = web.page(
        "/feed",
        "<rss version='2.0'><channel><title>Kaffe</title><item><title>x</title></item></channel></rss>",
    )

    head.post("sources/add/", {"address": url, "language": "sv", "is_own": "on"})

    source = Source.objects.get()
    assert (source.address, source.name, source.language, source.is_own, source.is_stream) == (
        url, "Kaffe", "sv", True, False,
    )  # fmt: skip


def test_a_site_with_two_feeds_asks_which(head, web):
    link = '<link rel="alternate" type="application/rss+xml" title="{0}" href="/{0}">'
    url = web.page("/", f"<!doctype html><html><head>{link.format('a')}{link.format('b')}</head></html>")

    asked = head.post("sources/add/", {"address": url})
    head.post("sources/add/", {"address": url, "feeds": [web.url + "/b"]})

    assert ("several feeds" in asked.content.decode(), [s.name for s in Source.objects.all()]) == (
        True,
        ["b"],
    )


def test_a_hashtag_is_added_without_calling_anybody(head):
    head.post("sources/add/", {"address": "#Kaffe@mastodon.nu"})

    assert [(s.network, s.address) for s in Source.objects.all()] == [
        ("mastodon", "https://mastodon.nu/tags/kaffe")
    ]


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1/", "#1", "https://nobody.invalid/"])
def test_what_cannot_be_added_is_said_under_the_field(head, address):
    answer = head.post("sources/add/", {"address": address})

    assert (answer.status_code, Source.objects.count()) == (422, 0)
    assert "field-errors" in answer.content.decode()


def test_pausing_and_removing_can_be_taken_back(head, feed):
    for verb in ("pause", "resume", "remove", "restore"):
        head.post(f"sources/{feed.pk}/{verb}/")
        feed.refresh_from_db()

    assert (feed.is_active, feed.removed_at) == (True, None)


@pytest.mark.parametrize("verb", ["", "pause/", "resume/", "remove/", "restore/"])
def test_somebody_elses_source_does_not_exist(head, rivals_feed, verb):
    assert head.post(f"sources/{rivals_feed.pk}/{verb}", {"name": "mine"}).status_code == 404


@pytest.mark.parametrize("verb", ["pause", "resume", "remove", "restore"])
def test_what_changes_something_is_no_get(head, feed, verb):
    assert head.get(f"sources/{feed.pk}/{verb}/").status_code == 405


def test_a_list_of_feeds_comes_in_and_goes_out(head, feed):
    body = (
        b'<opml version="2.0"><body><outline xmlUrl="https://dn.se/"/><outline xmlUrl="nope"/></body></opml>'
    )

    head.post("sources/import/", {"file": SimpleUploadedFile("a.opml", body)})
    out = head.get("sources/export/")

    assert (out.content.count(b"<outline"), b"https://dn.se/" in out.content) == (2, True)


def test_what_is_no_list_is_said_so(head):
    answer = head.post("sources/import/", {"file": SimpleUploadedFile("a.opml", b"words")})

    assert (answer.status_code, "This is not an OPML file." in answer.content.decode()) == (422, True)


def test_a_hostile_name_is_text(head, feed):
    Source.objects.update(name="<script>alert(1)</script>")

    assert "<script>alert" not in head.get("sources/").content.decode()


def test_a_source_is_changed(head, feed):
    head.post(f"sources/{feed.pk}/", {"name": "SvD", "language": "sv", "is_own": "on"})

    feed.refresh_from_db()
    assert (feed.name, feed.language, feed.is_own) == ("SvD", "sv", True)
