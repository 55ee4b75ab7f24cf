"""Numbers that are counted by themselves, and what the documentation says of them."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from lyhord.listening.models import DayCount
from lyhord.reporting.measures import MEASURES
from lyhord.reporting.services import measure_everything, weigh_everything
from lyhord.strategy import services
from lyhord.strategy.models import Correction, Goal, Measurement
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.services import GoalDetails

DOCS = Path(__file__).resolve().parents[4] / "docs/measures.md"
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TODAY = date(2026, 3, 10)


@pytest.fixture
def goal(head):
    details = GoalDetails(
        name="A thousand mentions",
        measure=Measure.MENTIONS,
        unit=Unit.COUNT,
        baseline=Decimal(0),
        target=Decimal(1000),
        start_date=TODAY - timedelta(days=20),
        due_date=TODAY + timedelta(days=100),
    )
    return services.set_goal(workspace=head.workspace, by=head.actor, details=details)


def heard(workspace, back, mentions, network="bluesky"):
    DayCount.objects.create(
        workspace=workspace, day=TODAY - timedelta(days=back), network=network, lang="sv", mentions=mentions
    )


def rows():
    return [((TODAY - row.date).days, row.numerator) for row in Measurement.objects.order_by("date")]


def test_mentions_are_counted_up_to_yesterday_and_a_quiet_day_is_zero(head, goal):
    heard(head.workspace, 4, 10)
    heard(head.workspace, 4, 5, network="rss")
    heard(head.workspace, 2, 7)
    heard(head.workspace, 0, 99)

    assert measure_everything(now=NOW) == 4
    assert rows() == [(4, 15), (3, 0), (2, 7), (1, 0)]


def test_days_before_anybody_listened_are_missing(head, goal):
    assert (measure_everything(now=NOW), rows()) == (0, [])


def test_counting_again_changes_nothing_and_late_arrivals_are_corrections(head, goal):
    heard(head.workspace, 3, 10)
    measure_everything(now=NOW)
    assert measure_everything(now=NOW) == 0

    DayCount.objects.update(mentions=12)
    assert measure_everything(now=NOW) == 1
    assert (rows()[0], Correction.objects.get().numerator) == ((3, 12), 10)


def test_the_goal_follows_the_sum_of_its_days(head, goal):
    for back in range(25, 0, -1):
        heard(head.workspace, back, 10)
    measure_everything(now=NOW)
    goal.refresh_from_db()

    assert (goal.value, goal.value_days, goal.value_of_days) == (250, 25, 30)


def test_a_company_counts_only_its_own(head, goal, stranger):
    heard(stranger.workspace, 3, 500)

    assert measure_everything(now=NOW) == 0


def test_what_no_goal_follows_is_not_counted(head, goal):
    heard(head.workspace, 3, 10)
    services.remove_goal(goal=goal, by=head.actor, now=NOW)

    assert measure_everything(now=NOW) == 0


def test_goals_are_weighed_once_a_day(head, goal):
    Goal.objects.update(weighed_on=None)

    assert (weigh_everything(now=NOW), weigh_everything(now=NOW)) == (1, 0)


def documented():
    sections = re.split(r"^## ", DOCS.read_text(), flags=re.MULTILINE)[1:]
    found = {}
    for section in sections:
        key = re.search(r"`(\w+)`", section.splitlines()[0]).group(1)
        found[key] = dict(re.findall(r"^- \*\*(\w+)\*\*: (.+)$", section, re.MULTILINE))
    return found


def test_the_documentation_says_what_is_counted():
    said = {
        key: {
            "formula": each.formula,
            "source": each.source,
            "since": each.since,
            "caveats": each.caveats,
        }
        for key, each in MEASURES.items()
    }

    assert documented() == said
