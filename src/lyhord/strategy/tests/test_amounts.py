"""Numbers as exactly as they are worth saying."""

import pytest

from lyhord.strategy.amounts import about


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (5353.72, "count", "5,354"),
        (-154.47, "count", "-154"),
        (12.5, "count", "12.5"),
        (20.04, "percent", "20%"),
        (0, "count", "0"),
    ],
)
def test_what_is_computed_is_not_said_more_exactly_than_it_is_known(value, unit, said):
    assert str(about(value, unit)) == said
