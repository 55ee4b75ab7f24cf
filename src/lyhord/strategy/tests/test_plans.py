"""Work against hours, and what changed in a text."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lyhord.strategy.rules.diffing import Piece, diff
from lyhord.strategy.rules.load import Work, load

MONDAY = date(2026, 11, 2)
few = settings(deadline=None, max_examples=60)
works = some.lists(
    some.builds(
        lambda who, after, length, hours: Work(
            who=who,
            start=MONDAY + timedelta(days=after),
            due=MONDAY + timedelta(days=after + length),
            hours=Decimal(hours),
        ),
        some.integers(1, 3),
        some.integers(0, 60),
        some.integers(0, 60),
        some.integers(0, 200),
    )
)
texts = some.text(alphabet="ab å\n.", max_size=40)


@few
@given(all_work=works)
def test_no_hour_is_lost_and_none_is_invented(all_work):
    weeks = load(all_work, hours_per_week={})

    assert float(sum(week.hours for week in weeks)) == pytest.approx(
        float(sum(work.hours for work in all_work)), abs=0.05 * max(len(weeks), 1)
    )


@few
@given(all_work=works)
def test_every_week_of_a_person_stands_there_once(all_work):
    weeks = [(week.monday, week.who) for week in load(all_work, hours_per_week={})]

    assert weeks == sorted(set(weeks))
    assert {monday.weekday() for monday, _who in weeks} <= {0}


def test_work_over_two_weeks_lies_half_in_each():
    work = Work(who=1, start=MONDAY, due=MONDAY + timedelta(days=11), hours=Decimal(40))

    weeks = load([work], hours_per_week={1: Decimal(20)})

    assert [(week.hours, week.is_too_much) for week in weeks] == [(20, False), (20, False)]


def test_too_much_is_named():
    work = Work(who=1, start=MONDAY, due=MONDAY + timedelta(days=4), hours=Decimal("20.5"))

    assert [week.is_too_much for week in load([work, work], hours_per_week={1: Decimal(40)})] == [True]


def test_work_on_a_weekend_is_done_on_the_weekend():
    saturday = MONDAY + timedelta(days=5)

    assert [
        week.hours
        for week in load([Work(who=1, start=saturday, due=saturday, hours=Decimal(3))], hours_per_week={})
    ] == [3]


@few
@given(before=texts, after=texts)
def test_both_texts_can_be_read_from_what_changed(before, after):
    pieces = diff(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_what_changed_is_shown_in_words():
    assert diff("We listen first.", "We answer first.") == (
        Piece("same", "We "),
        Piece("removed", "listen"),
        Piece("added", "answer"),
        Piece("same", " first."),
    )
