"""A plugin for pytest: of the tests, only those that use the database."""

import pytest

FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what would run the same on any database."""
    kept = [
        item
        for item in items
        if item.get_closest_marker("django_db") or FIXTURES & set(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
