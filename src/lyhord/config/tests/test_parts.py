"""What the processes ask before they serve."""

import pytest

from lyhord.config import parts
from lyhord.organisation.models import Workspace
from lyhord.organisation.setup_code import setup_code


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch, settings, tmp_path):
    """Others than this machine can reach us. Closing connections would end the test's transaction."""
    settings.BOUND_TO_LOOPBACK, settings.DATA = False, tmp_path
    monkeypatch.setattr(parts.connections, "close_all", lambda: None)


@pytest.mark.django_db
def test_a_fresh_installation_asks_strangers_for_the_code():
    assert parts.setup_code_for_strangers() == setup_code()


def test_the_people_of_the_sample_company_are_nobody_yet(head):
    Workspace.objects.update(is_demo=True)

    assert parts.setup_code_for_strangers() == setup_code()


def test_once_somebody_is_there_no_code_is_shown(head):
    assert parts.setup_code_for_strangers() == ""


@pytest.mark.django_db
def test_who_sits_at_this_machine_needs_none(settings):
    settings.BOUND_TO_LOOPBACK = True

    assert parts.setup_code_for_strangers() == ""
