"""Before anything is there: the first page of an installation, and every place of a new department."""

import pytest
from conftest import join
from tests.pages.addresses import is_page

from lyhord.desk.navigation import PLACES, address
from lyhord.organisation.models import Workspace

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def newcomer(db):
    return join(Workspace.objects.create(slug="new", name="Nystartat AB"), "Nina Ny", "head")


def test_the_first_page_offers_both_ways_in(db, look):
    assert look(None, "/") == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.view)
def test_an_empty_place_is_fit_for_everybody(place, newcomer, look):
    path = address(place.view, workspace="new")

    assert is_page(newcomer.browser.get(path, follow=True))
    assert look(newcomer, path) == []
