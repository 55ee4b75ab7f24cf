"""What came of a visit is kept: when to come back, what went wrong, and what may be missing."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from lyhord.channels.models import Gap, Source
from lyhord.channels.selectors import gaps_between, source_health
from lyhord.channels.services import add_source, close_gap, ensure_shared_sources, open_gap, record_visit
from lyhord.channels.services.visits import SILENT
from lyhord.common.http import OutgoingError
from lyhord.common.http.errors import TOO_SLOW, Answered
from lyhord.notices.models import LiveEvent

NIGHT = datetime(2026, 11, 23, 2, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def feed(head) -> Source:
    return add_source(workspace=head.workspace, by=head.actor, network="rss", address="https://svd.se/feed")


@pytest.fixture
def stream(db) -> Source:
    return ensure_shared_sources()[0]


def visit(source: Source, at: datetime, *, error: OutgoingError | None = None, **more) -> datetime | None:
    due = record_visit(source.pk, ok=error is None, now=at, error=error, **more)
    source.refresh_from_db()
    return due


def trouble(**more) -> OutgoingError:
    return OutgoingError(TOO_SLOW, host="svd.se", seconds=30, **more)


def gaps(source: Source) -> list[tuple]:
    return list(Gap.objects.filter(source=source).values_list("from_at", "to_at", "filled_at"))


def test_a_good_visit_forgets_the_trouble_before(feed):
    visit(feed, NIGHT, error=trouble())
    due = visit(feed, NIGHT + MINUTE, next_try_at=NIGHT + 11 * MINUTE, memory={"etag": "x"})

    assert (due, feed.next_try_at, feed.last_ok_at) == (NIGHT + 11 * MINUTE, due, NIGHT + MINUTE)
    assert (feed.failures, feed.error, feed.error_params, feed.memory) == (0, "", {}, {"etag": "x"})


def test_trouble_is_kept_as_a_sentence_for_every_reader(feed, head):
    visit(feed, NIGHT, error=trouble())

    with translation.override("sv"):
        [shown] = source_health(head.workspace, NIGHT)
    assert (feed.error, shown.error) == (TOO_SLOW, "svd.se svarade inte fullständigt inom 30 sekunder.")


def test_what_a_polite_visitor_remembers_survives_trouble(feed):
    visit(feed, NIGHT, memory={"etag": "x"})
    visit(feed, NIGHT + MINUTE, error=trouble())

    assert feed.memory == {"etag": "x"}


def test_each_failure_in_a_row_waits_longer(feed):
    waits = []
    for number in range(6):
        at = NIGHT + number * timedelta(days=1)
        waits.append(visit(feed, at, error=trouble()) - at)

    assert all(later > 1.4 * sooner for sooner, later in pairwise(waits))


def test_a_source_is_not_called_before_it_wants_to_be(feed):
    asked = visit(feed, NIGHT, error=Answered(429, "svd.se", retry_after_s=3600))
    gone = visit(feed, NIGHT, error=Answered(410, "svd.se"))

    assert (asked, gone - NIGHT > timedelta(hours=17)) == (NIGHT + timedelta(hours=1), True)


def test_a_stream_that_is_away_for_over_a_minute_has_a_gap_until_it_is_back(stream):
    visit(stream, NIGHT)
    visit(stream, NIGHT + MINUTE, error=trouble())
    before = gaps(stream)
    visit(stream, NIGHT + 2 * MINUTE, error=trouble())
    visit(stream, NIGHT + 3 * MINUTE, error=trouble())
    during = gaps(stream)
    visit(stream, NIGHT + 4 * MINUTE)

    assert (before, during) == ([], [(NIGHT, None, None)])
    assert gaps(stream) == [(NIGHT, NIGHT + 4 * MINUTE, NIGHT + 4 * MINUTE)]


def test_a_feed_has_no_gap_for_it_gives_later_what_it_has(feed):
    visit(feed, NIGHT)
    visit(feed, NIGHT + timedelta(days=1), error=trouble())

    assert gaps(feed) == []


def test_while_a_gap_lasts_and_where_it_was_never_filled_it_is_shown(stream, head):
    open_gap(stream.pk, from_at=NIGHT, reason=SILENT)
    [lasting] = source_health(head.workspace, NIGHT + MINUTE)
    close_gap(stream.pk, at=NIGHT + 210 * MINUTE, filled=False)
    [over] = source_health(head.workspace, NIGHT + timedelta(days=1))
    [old] = source_health(head.workspace, NIGHT + timedelta(days=8))

    shown = [[(gap.from_at, gap.to_at) for gap in health.gaps] for health in (lasting, over, old)]
    assert shown == [[(NIGHT, None)], [(NIGHT, NIGHT + 210 * MINUTE)], []]


def test_what_the_network_gave_us_afterwards_is_no_gap_any_more(stream, head):
    open_gap(stream.pk, from_at=NIGHT, reason=SILENT)
    close_gap(stream.pk, at=NIGHT + 2 * MINUTE, filled=True)

    assert source_health(head.workspace, NIGHT + 3 * MINUTE)[0].gaps == ()
    assert gaps_between(head.workspace, NIGHT, NIGHT + MINUTE) == []


@pytest.mark.parametrize(
    ("start", "end", "found"), [(-9, -1, 0), (-9, 1, 1), (1, 2, 1), (3, 9, 1), (5, 9, 0)]
)
def test_a_report_hears_of_the_gaps_in_its_time(stream, head, start, end, found):
    open_gap(stream.pk, from_at=NIGHT, reason=SILENT)
    close_gap(stream.pk, at=NIGHT + 5 * MINUTE, filled=False)

    heard = gaps_between(head.workspace, NIGHT + start * MINUTE, NIGHT + end * MINUTE)

    assert [source.pk for source, _gap in heard] == [stream.pk] * found


def test_a_report_hears_nothing_of_other_peoples_sources(feed, stranger):
    open_gap(feed.pk, from_at=NIGHT, reason=SILENT)

    assert gaps_between(stranger.workspace, NIGHT, NIGHT + MINUTE) == []


def test_open_pages_hear_when_something_changed_and_only_then(feed):
    LiveEvent.objects.all().delete()
    visit(feed, NIGHT)
    quiet = LiveEvent.objects.count()
    visit(feed, NIGHT + MINUTE, error=trouble())

    assert (quiet, [event.topic for event in LiveEvent.objects.all()]) == (0, ["sources"])


def test_a_shared_stream_in_trouble_concerns_everybody(stream, head, stranger):
    LiveEvent.objects.all().delete()
    visit(stream, NIGHT, error=trouble())

    told = {event.workspace_id for event in LiveEvent.objects.all()}
    assert told == {head.workspace.pk, stranger.workspace.pk}


def test_a_visit_to_a_source_that_is_gone_changes_nothing(db):
    assert record_visit(4711, ok=True, now=NIGHT) is None
