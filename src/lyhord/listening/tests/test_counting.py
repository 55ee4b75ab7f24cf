"""Roll-ups change by what their rows change."""

from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lyhord.listening.rules.counting import Counted, deltas, slots

STOCKHOLM = ZoneInfo("Europe/Stockholm")
COUNTED = st.builds(
    Counted,
    st.integers(1, 2),
    st.frozensets(st.integers(1, 3)),
    st.integers(0, 10**6).map(lambda s: datetime.fromtimestamp(s, UTC)),
    st.just(STOCKHOLM),
    st.sampled_from(["rss", "bluesky"]),
    st.sampled_from(["sv", "en"]),
)
ROWS = st.dictionaries(st.integers(1, 5), st.none() | COUNTED)


def total(rows):
    return Counter(slot for counted in rows.values() for slot in slots(counted))


@given(ROWS, ROWS)
def test_the_old_counts_and_the_deltas_are_the_new_counts(before, after):
    counts = total(before)
    counts.update(deltas(before, after))

    assert {slot: n for slot, n in counts.items() if n} == dict(total(after))


def test_a_mention_late_in_the_evening_belongs_to_the_companys_next_day():
    late = Counted(1, frozenset({7}), datetime(2026, 11, 23, 23, 30, tzinfo=UTC), STOCKHOLM, "rss", "sv")

    found = list(slots(late))

    assert [(slot.monitor, slot.hour.hour, slot.day) for slot in found] == [
        (0, 23, date(2026, 11, 24)),
        (7, 23, date(2026, 11, 24)),
    ]
