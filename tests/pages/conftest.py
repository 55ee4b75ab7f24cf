"""A furnished company that all page tests look at, and a browser to look with."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from tests.browsing import chromium, shared_server
from tests.pages.company import Company, furnish

__all__ = ["chromium", "shared_server"]


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Open for a whole module, and committed, because the server is another process. Emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def company(db) -> Company:
    """Nordkaffe, with something of everything."""
    return furnish()
