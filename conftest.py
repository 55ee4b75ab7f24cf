"""The cast: everybody who plays in the tests, and knows their part.

All but the stranger work at Nordkaffe AB. The stranger is head of another company, with data of its own
that could leak.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from lyhord.organisation.models import Member, Seat, Unit, User, Workspace
from lyhord.organisation.requests import Actor

hypothesis_settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("busy")  # a machine with other work is no reason to fail


@dataclass(frozen=True)
class Person:
    """Somebody of the cast: their account, their membership, and a browser in which they are signed in."""

    user: User
    member: Member
    browser: Client

    @property
    def workspace(self) -> Workspace:
        return self.member.workspace

    @property
    def actor(self) -> Actor:
        return Actor(user=self.user, name=str(self.user), where="127.0.0.1")

    def get(self, path: str, **more: Any):
        return self.browser.get(f"/w/{self.workspace.slug}/{path}", **more)

    def post(self, path: str, data: dict | None = None, **more: Any):
        return self.browser.post(f"/w/{self.workspace.slug}/{path}", data or {}, **more)


def join(workspace: Workspace, name: str, position: str) -> Person:
    """A new person with one seat in ``workspace``, signed in."""
    address = f"{name.lower().replace(' ', '.')}@{workspace.slug}.example"
    user = User.objects.create_user(address, "a long passphrase", name=name, language="en")
    member = Member.objects.create(workspace=workspace, user=user)
    Seat.objects.create(workspace=workspace, position=position, holder=member, hours_per_week=20)
    browser = Client()
    browser.force_login(user)
    return Person(user, member, browser)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The tests' database. On PostgreSQL it cannot be dropped while a thread of some test still holds it."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture
def nordkaffe(db) -> Workspace:
    workspace = Workspace.objects.create(slug="nordkaffe", name="Nordkaffe AB")
    Unit.objects.create(workspace=workspace, kind="customer_service", name="Customer service")
    return workspace


@pytest.fixture
def rival(db) -> Workspace:
    return Workspace.objects.create(slug="rival", name="Rival Roasters")


@pytest.fixture
def head(nordkaffe) -> Person:
    return join(nordkaffe, "Hedda Head", "head")


@pytest.fixture
def analyst(nordkaffe) -> Person:
    return join(nordkaffe, "Anton Analyst", "analyst")


@pytest.fixture
def community_manager(nordkaffe) -> Person:
    return join(nordkaffe, "Cleo Community", "community_manager")


@pytest.fixture
def care_manager(nordkaffe) -> Person:
    return join(nordkaffe, "Klara Care", "care_manager")


@pytest.fixture
def colleague(nordkaffe) -> Person:
    return join(nordkaffe, "Kim Colleague", "contributor")


@pytest.fixture
def agency(nordkaffe) -> Person:
    return join(nordkaffe, "Agnes Agency", "agency")


@pytest.fixture
def viewer(nordkaffe) -> Person:
    return join(nordkaffe, "Vera Viewer", "viewer")


@pytest.fixture
def stranger(rival) -> Person:
    return join(rival, "Sture Stranger", "head")
