"""Open time: golden cases, and every case against the clock on the wall, minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lyhord.organisation.calendars import DaysOff
from lyhord.organisation.hours import NeverOpenError, OpeningHours, Period

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = tuple(Period(weekday, time(9), time(17)) for weekday in range(5))
NORDKAFFE = OpeningHours(STOCKHOLM, OFFICE, DaysOff("SE"))
MINUTE = timedelta(minutes=1)


def at(text: str, zone: ZoneInfo = STOCKHOLM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-20 16:45", 30, "2026-11-23 09:15"),  # over the weekend
        ("2026-11-23 10:00", 30, "2026-11-23 10:30"),
        ("2026-11-23 16:45", 15, "2026-11-23 17:00"),  # ends with the day, not with the next
        ("2026-11-23 03:00", 1, "2026-11-23 09:01"),  # before the doors open
        ("2026-12-23 16:30", 60, "2026-12-28 09:30"),  # over Christmas
        ("2027-03-26 12:00", 60, "2027-03-30 10:00"),  # Good Friday to Easter Monday, the clocks go on
        ("2026-11-23 12:00", 0, "2026-11-23 12:00"),
    ],
)
def test_open_time_is_added(start, minutes, end):
    assert NORDKAFFE.add_open_time(at(start), minutes) == at(end)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23 08:00", "2026-11-23 18:00", 8),
        ("2026-11-20 16:00", "2026-11-23 10:00", 2),
        ("2026-11-21 00:00", "2026-11-22 23:59", 0),
        ("2026-11-23 12:00", "2026-11-23 11:00", 0),
    ],
)
def test_open_time_between_two_moments(start, end, hours):
    assert NORDKAFFE.open_time_between(at(start), at(end)) == timedelta(hours=hours)


def test_ten_years_are_the_sum_of_their_working_days():
    first, days_off = date(2026, 1, 1), DaysOff("SE")
    days = [first + number * timedelta(days=1) for number in range((date(2036, 1, 1) - first).days)]
    worked = [day for day in days if day.weekday() < 5 and day not in days_off]

    ten_years = NORDKAFFE.open_time_between(at("2026-01-01 00:00"), at("2036-01-01 00:00"))
    assert ten_years == len(worked) * timedelta(hours=8)


def test_lunch_lies_between_two_periods():
    hours = OpeningHours(STOCKHOLM, (Period(0, time(9), time(12)), Period(0, time(13), time(17))))

    assert hours.open_time_between(at("2026-11-23 11:00"), at("2026-11-23 14:00")) == timedelta(hours=2)
    assert hours.add_open_time(at("2026-11-23 11:30"), 60) == at("2026-11-23 13:30")


def test_a_day_may_end_at_midnight():
    hours = OpeningHours(STOCKHOLM, (Period(0, time(20), time(0)), Period(1, time(0), time(2))))

    assert hours.open_time_between(at("2026-11-23 00:00"), at("2026-11-25 00:00")) == timedelta(hours=6)
    assert hours.is_open(at("2026-11-23 23:59")) is True


def test_a_holiday_on_which_we_work_is_open():
    hours = OpeningHours(STOCKHOLM, OFFICE, DaysOff("SE"), frozenset({date(2026, 12, 24)}))

    assert hours.open_time_between(at("2026-12-24 00:00"), at("2026-12-26 00:00")) == timedelta(hours=8)


def test_who_is_never_there_has_no_deadline():
    with pytest.raises(NeverOpenError):
        OpeningHours(STOCKHOLM, ()).add_open_time(at("2026-11-23 12:00"), 1)


def test_the_night_the_clock_is_put_back_lasts_an_hour_longer():
    hours = OpeningHours(STOCKHOLM, (Period(6, time(0), time(0)),))

    assert hours.open_time_between(at("2026-10-25 00:00"), at("2026-10-26 00:00")) == timedelta(hours=25)


@st.composite
def weeks(draw):
    zone = ZoneInfo(draw(st.sampled_from(["Europe/Stockholm", "Australia/Lord_Howe", "Africa/Cairo", "UTC"])))
    periods = []
    for weekday in range(7):
        marks = draw(st.lists(st.integers(0, 1439), max_size=4, unique=True).map(sorted))
        for opens, closes in zip(marks[::2], marks[1::2], strict=False):
            periods.append(Period(weekday, time(*divmod(opens, 60)), time(*divmod(closes, 60))))
    return OpeningHours(zone, tuple(periods), frozenset({date(2026, 4, 24), date(2026, 10, 26)}))


# around the nights when clocks jump (Stockholm, Lord Howe by half an hour, Cairo at midnight), and plain days
STARTS = ["2026-03-28", "2026-04-04", "2026-04-23", "2026-10-24", "2026-10-03", "2026-10-29", "2026-06-01"]


@settings(max_examples=60, deadline=None)
@given(weeks(), st.sampled_from(STARTS), st.integers(0, 2880), st.integers(0, 4000), st.integers(1, 900))
def test_arithmetic_agrees_with_the_clock_on_the_wall(hours, day, offset, length, minutes):
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) + offset * MINUTE
    clock = [hours.is_open(start + number * MINUTE) for number in range(6000)]

    assert hours.open_time_between(start, start + length * MINUTE) == sum(clock[:length]) * MINUTE
    if sum(clock) >= minutes:
        waited = next(n for n in range(1, 6001) if sum(clock[:n]) == minutes)
        assert hours.add_open_time(start, minutes) == start + waited * MINUTE
