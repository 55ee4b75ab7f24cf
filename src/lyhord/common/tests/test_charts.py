"""Charts say the same in the picture, in the tips and in the table, and hold nothing that could run."""

import re

import pytest
from django.utils import translation

from lyhord.common.charts import Series, columns, lines, spark
from lyhord.common.drawing import ticks_to

DAYS = ["1 nov.", "2 nov.", "3 nov."]


def tips(svg):
    return re.findall(r"<title>(.*?)</title>", svg)


def test_the_table_has_the_numbers_of_the_columns():
    chart = columns("Mentions a day", "Day", DAYS, [Series("Mentions", "s-1", [2, 0, 1500])])

    with translation.override("en"):
        assert [(row.label, row.numbers) for row in chart.rows][:2] == [
            ("1 nov.", ("2",)),
            ("2 nov.", ("0",)),
        ]
    assert tips(chart.wide) == tips(chart.narrow) == ["1 nov.: 2", "2 nov.: 0", "3 nov.: 1,500"]


def test_stacked_columns_tell_their_parts_and_their_sum():
    chart = columns(
        "By network", "Day", DAYS[:1], [Series("Bluesky", "s-1", [3]), Series("News", "s-2", [4])]
    )

    assert tips(chart.wide) == ["1 nov.: 7 (Bluesky 3, News 4)"]
    assert chart.rows[0].total == "7"
    assert chart.has_several


def test_a_column_is_as_high_as_its_number():
    chart = columns("", "", ["a", "b"], [Series("", "s-1", [5, 10])])

    heights = [float(each) for each in re.findall(r'class="s-1"[^>]*height="([\d.]+)"', chart.wide)]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)


def test_the_day_that_is_not_over_is_drawn_apart():
    chart = columns("", "", DAYS, [Series("", "s-1", [1, 2, 3])], is_open=True)

    assert chart.wide.count("column is-open") == 1
    assert chart.wide.count('class="column"') == 2


def test_a_line_has_a_point_for_each_value():
    chart = lines("", "", DAYS, [Series("Ours", "s-1", [1, 2, 3])])

    assert chart.wide.count("<circle") == 3
    assert tips(chart.wide)[2] == "3 nov.: 3"


@pytest.mark.parametrize("values", [[], [0], [0, 0, 0], [5], [1, 2, 3]])
def test_anything_can_be_drawn_small(values):
    assert spark(values, "7 days").startswith('<svg class="spark"')
    assert columns("", "", DAYS[: len(values)], [Series("", "s-1", values)]).wide.startswith("<svg")


def test_words_are_escaped():
    bad = "<script>alert(1)</script>"

    chart = columns(bad, bad, [bad], [Series(bad, "s-1", [1]), Series("x", "s-2", [1])])

    assert "<script" not in chart.wide + spark([1], bad)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, [0, 1, 2]),
        (1, [0, 1, 2]),
        (7, [0, 2, 4, 6, 8]),
        (50, [0, 10, 20, 30, 40, 50]),
        (51, [0, 20, 40, 60]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_an_axis_has_round_numbers(highest, ticks):
    assert ticks_to(highest) == ticks
