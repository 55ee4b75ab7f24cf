"""Who gets in where: every address of the resolver against everybody of the cast.

New addresses come by themselves. Numbers in them are filled with the stranger's rows, so that a page which
forgets the workspace shows itself.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import Person, join
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter
from tests.foreign import NUMBER, fingerprint, give_everything

from lyhord.config.api import operations, permission_of
from lyhord.organisation import services
from lyhord.organisation.middleware import ASK_THEMSELVES
from lyhord.organisation.models import Workspace
from lyhord.organisation.permissions import MATRIX, May
from lyhord.organisation.rules import Position

pytestmark = pytest.mark.django_db
CHANGE = re.compile(
    r'(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|usersessions_usersession|lyhord_cache)', re.I
)
REFUSED = 405


@dataclass(frozen=True)
class Address:
    """A pattern of the resolver as a path that can be asked for, and what its view declares."""

    path: str
    view: Callable[..., Any]
    has_number: bool
    has_words: bool

    @property
    def access(self) -> object:
        return getattr(self.view, "access", None)


def addresses(
    node: URLResolver | None = None, before: str = "/", number: bool = False, words: bool = False
) -> Iterator[Address]:
    for pattern in (node or get_resolver()).url_patterns:
        part, has_number, has_words = _filled(pattern)
        known = (before + part, number or has_number, words or has_words)
        if isinstance(pattern, URLPattern):
            yield Address(known[0], pattern.callback, known[1], known[2])
        else:
            yield from addresses(pattern, *known)


def _filled(pattern: URLPattern | URLResolver) -> tuple[str, bool, bool]:
    """The pattern's text with the workspace's slug, the foreign number, or a word for what it wants."""
    converters = getattr(pattern.pattern, "converters", {})
    text, number, words = str(pattern.pattern), False, False
    for name, converter in converters.items():
        is_number, is_workspace = (
            isinstance(converter, IntConverter),
            isinstance(converter, SlugConverter) and name == "workspace",
        )
        value = str(NUMBER) if is_number else "nordkaffe" if is_workspace else "word"
        text = re.sub(rf"<(\w+:)?{name}>", value, text)
        number, words = number or is_number, words or not (is_number or is_workspace)
    return text, number, words


EVERY = list(addresses())
INSIDE = [address for address in EVERY if isinstance(address.access, May)]
OUTSIDE = [address for address in EVERY if address.access in ("anyone", "signed_in")]


@dataclass(frozen=True)
class House:
    """Everybody: a person at each position, and the stranger, who has something of everything."""

    cast: dict[str, Person]
    stranger: Person

    @property
    def head(self) -> Person:
        return self.cast[Position.HEAD]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """Made once for all addresses: each test undoes what it does, and the end takes all of it away."""
    with django_db_blocker.unblock(), transaction.atomic():
        ours = Workspace.objects.create(slug="nordkaffe", name="Nordkaffe AB")
        cast = {each.value: join(ours, f"{each.value} Person", each.value) for each in Position}
        theirs = Workspace.objects.create(slug="rival", name="Rival Roasters")
        house = House(cast, join(theirs, "Sture Stranger", "head"))
        give_everything(theirs)
        for person in [*cast.values(), house.stranger]:
            person.browser.get("/me/")  # leaves the traces that the session leaves every five minutes
        yield house
        transaction.set_rollback(True)


@pytest.mark.any_database
@pytest.mark.parametrize("address", EVERY, ids=lambda address: address.path)
def test_every_view_says_who_may_see_it(address):
    asks_itself = address.view.__module__.startswith(ASK_THEMSELVES)

    assert (
        isinstance(address.access, May) or address.access in {"anyone", "signed_in", "token"} or asks_itself
    )


@pytest.mark.parametrize("address", INSIDE, ids=lambda address: address.path)
def test_strangers_find_nothing_and_members_only_what_they_may(address, house):
    assert _statuses(Client(), address) == {302}
    assert _statuses(house.stranger.browser, address) == {404}

    got_in = {name for name, each in house.cast.items() if each.browser.get(address.path).status_code != 403}
    assert got_in == MATRIX[address.access]


@pytest.mark.any_database
@pytest.mark.parametrize("address", INSIDE, ids=lambda address: address.path)
def test_somebody_elses_rows_do_not_exist_and_are_not_touched(address, house):
    before = fingerprint(house.stranger.workspace)

    found = _statuses(house.head.browser, address)

    assert found != {REFUSED}
    if address.has_number:
        assert found in ({404}, {404, REFUSED})
    assert found <= {200, 302, 400, 404, REFUSED, 409, 422}
    assert fingerprint(house.stranger.workspace) == before


@pytest.mark.any_database
@pytest.mark.parametrize("address", INSIDE, ids=lambda address: address.path)
def test_other_methods_are_refused_and_a_look_changes_nothing(address, house):
    with CaptureQueriesContext(connection) as asked:
        house.head.browser.get(address.path)

    assert [query["sql"] for query in asked if CHANGE.match(query["sql"])] == []
    assert house.head.browser.put(address.path).status_code == REFUSED


@pytest.mark.parametrize("address", OUTSIDE, ids=lambda address: address.path)
def test_pages_outside_a_workspace(address, house):
    visitor = _statuses(Client(), address)
    browser = Client()  # of its own: one of these pages signs out
    browser.force_login(house.head.user)
    member = _statuses(browser, address)

    if address.access == "signed_in":
        assert visitor == {302}
    assert not (visitor | member) & {500}
    assert 403 not in member


def _statuses(browser: Client, address: Address) -> set[int]:
    """What looking and sending an empty form give."""
    return {browser.get(address.path).status_code, browser.post(address.path).status_code}


# too long for an address; they keep nothing
READ_BY_POST = {"preview_query"}
OPERATIONS = [(method, operation) for operation in operations() for method in operation.methods]


def call(method: str, operation: Any, secret: str = "") -> int:
    path = "/api/v1" + re.sub(r"{slug}", "rival", re.sub(r"{(int:)?\w+_id}", str(NUMBER), operation.path))
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return (
        Client()
        .generic(method, path, json.dumps({}), content_type="application/json", headers=headers)
        .status_code
    )


def secret_of(person: Any, scope: str) -> str:
    _token, secret = services.make_token(
        person.member, by=person.actor, name="t", scope=scope, expires_at=None
    )
    return secret


def test_operations_have_names_of_their_own():
    names = [operation.operation_id for _method, operation in OPERATIONS]

    assert len(names) == len(set(names))


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


@pytest.mark.parametrize(("method", "operation"), OPERATIONS, ids=lambda part: getattr(part, "path", part))
def test_every_operation_says_what_it_needs_and_holds_to_it(method, operation, house):
    needs = permission_of(operation)
    assert needs is not None
    assert needs.write == (method != "GET" and operation.operation_id not in READ_BY_POST)

    assert call(method, operation) == 401
    secrets = {name: secret_of(person, "write") for name, person in house.cast.items()}
    got_in = {name for name, secret in secrets.items() if call(method, operation, secret) != 403}
    assert got_in == MATRIX[needs.may]


@pytest.mark.any_database
@pytest.mark.parametrize(("method", "operation"), OPERATIONS, ids=lambda part: getattr(part, "path", part))
def test_operations_do_not_find_somebody_elses_rows(method, operation, house):
    before = fingerprint(house.stranger.workspace)
    if permission_of(operation).write:
        assert call(method, operation, secret_of(house.head, "read")) == 403

    status = call(method, operation, secret_of(house.head, "write"))

    assert status in ({404, 422} if "{" in operation.path else {200, 201, 422})
    assert fingerprint(house.stranger.workspace) == before
