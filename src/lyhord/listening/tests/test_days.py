"""A company that moves to another time zone has other days: they are counted anew, and never go wrong."""

from datetime import UTC, date, datetime

import pytest

from lyhord.listening import selectors, services
from lyhord.listening.models import DayCount
from lyhord.listening.tests.stream import NOON, deleted, hear, is_in_step, listen_for, posted, shared_source
from lyhord.organisation.services import change_workspace

pytestmark = pytest.mark.django_db
LATE = 11 * 60 + 30  # minutes after noon: 23.30 UTC, half past midnight in Stockholm
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def night(nordkaffe, rival):
    """One post by day and two late at night; both companies hear them."""
    ours, theirs = listen_for(nordkaffe, "kaffe"), listen_for(rival, "kaffe")
    source = shared_source()
    said = [posted("a", "kaffe", 0), posted("b", "kaffe", LATE), posted("c", "kaffe", LATE + 1)]
    hear(source, *said, now=datetime(2026, 11, 24, 1, tzinfo=UTC))
    services.follow_zones()
    services.follow_zones()
    return source, ours, theirs


def days_of(workspace, monitor=None):
    rows = DayCount.objects.filter(workspace=workspace, monitor=monitor, mentions__gt=0)
    return dict(rows.order_by("day").values_list("day", "mentions"))


def test_days_follow_the_company(nordkaffe, rival, night, head):
    _, ours, _ = night
    before = days_of(nordkaffe)

    change_workspace(nordkaffe, by=head.actor, time_zone="America/New_York")
    assert services.follow_zones() == 1

    assert before == {MONDAY: 1, TUESDAY: 2}
    assert days_of(nordkaffe) == days_of(nordkaffe, ours) == {MONDAY: 3}
    assert days_of(rival) == {MONDAY: 1, TUESDAY: 2}
    assert services.follow_zones() == 0
    per_day = selectors.mentions_per_day(nordkaffe, now=NOON.replace(day=24), days=2)
    assert [each.hits for each in per_day] == [3, 0]


def test_what_is_deleted_between_the_move_and_the_count_leaves_its_old_day(nordkaffe, night, head):
    source, *_ = night
    change_workspace(nordkaffe, by=head.actor, time_zone="Asia/Kathmandu")

    hear(source, deleted("b", LATE + 2), cursor="2", now=datetime(2026, 11, 24, 2, tzinfo=UTC))

    assert days_of(nordkaffe) == {MONDAY: 1, TUESDAY: 1}
    assert is_in_step()
    services.follow_zones()
    assert days_of(nordkaffe) == {MONDAY: 1, TUESDAY: 1}
    assert is_in_step()


def test_counting_anew_gives_what_was_counted_by_and_by(nordkaffe, night):
    before = set(DayCount.objects.values_list("workspace", "monitor", "day", "network", "lang", "mentions"))

    DayCount.objects.filter(workspace=nordkaffe).update(mentions=7)
    services.rebuild_counts(nordkaffe)

    after = set(DayCount.objects.values_list("workspace", "monitor", "day", "network", "lang", "mentions"))
    assert after == before
