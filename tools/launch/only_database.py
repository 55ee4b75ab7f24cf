"""A plugin for pytest: of the tests, only those that use the database and may come out otherwise on another.

Every page and operation is still asked for once by its own people (tests/test_access.py), so that its SQL is
seen; that strangers find nothing and other methods are refused is decided by the same Python.
"""

import pytest

FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what would run the same on any database."""
    kept = [
        item
        for item in items
        if (item.get_closest_marker("django_db") or FIXTURES & set(getattr(item, "fixturenames", ())))
        and not item.get_closest_marker("any_database")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
