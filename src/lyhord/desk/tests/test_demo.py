"""The sample company is believable, is there once, and leaves nothing behind."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from lyhord.desk import demo
from lyhord.desk.demo.history import DAYS, history
from lyhord.listening.models import Mention
from lyhord.organisation.models import Member, Seat
from lyhord.organisation.rules import Position

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def everything() -> dict[str, int]:
    """Rows of ours, table by table; ``Revision`` only counts changes."""
    rooms = {"organisation", "strategy", "channels", "listening", "desk"}
    ours = [model for model in apps.get_models() if model._meta.app_label in rooms]
    return {m._meta.label: m._default_manager.count() for m in ours if m.__name__ != "Revision"}


def test_history_is_told_in_order_and_ends_now():
    moments = [event.at for event in history(now=NOW, zone=STOCKHOLM)]

    assert moments == sorted(moments)
    assert NOW - timedelta(days=DAYS + 1) < moments[0] < moments[-1] < NOW


def test_the_crisis_is_the_highest_peak():
    days = Counter(event.at.astimezone(STOCKHOLM).date() for event in history(now=NOW, zone=STOCKHOLM))

    assert days.most_common(1)[0][0] == (NOW - timedelta(days=18)).date()


@pytest.fixture
def sample(db):
    return demo.fill(now=NOW, days=12)


def test_every_position_is_held_by_somebody(sample):
    held = Seat.objects.filter(workspace=sample, holder__isnull=False).values_list("position", flat=True)

    assert set(held) == set(Position.values)


def test_mentions_are_found_and_the_old_ones_are_done(sample):
    states = Counter(Mention.objects.of(sample).values_list("state", flat=True))

    assert states.total() > 150
    assert states["done"] > states["read"] > states["new"] > 0


def test_filling_again_changes_nothing(sample):
    before = everything()

    demo.fill(now=NOW + timedelta(days=1))

    assert everything() == before


def test_nothing_is_left_when_the_sample_is_removed(db, head):
    before = everything()
    demo.fill(now=NOW, days=3)

    demo.remove()

    assert everything() == before
    assert Member.objects.count() == 1


def test_the_head_of_the_sample_can_be_found(sample):
    assert demo.sample_head().name == "Helena Nyström"
