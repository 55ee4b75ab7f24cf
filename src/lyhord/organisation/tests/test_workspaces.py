"""A workspace is opened whole, and changed field by field."""

import pytest

from lyhord.organisation import services
from lyhord.organisation.models import AuditEntry, User, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.selectors import positions_of
from lyhord.organisation.services.people import NotTheFirstError, WeakPasswordError
from lyhord.organisation.services.workspaces import NotPossibleError


@pytest.fixture
def founder(db) -> Actor:
    user = User.objects.create_user("anna@kaffe.example", "a long passphrase", name="Anna Ek")
    return Actor(user=user, name="Anna Ek", where="127.0.0.1")


def last_words() -> tuple[str, dict]:
    entry = AuditEntry.objects.order_by("-pk").first()
    return entry.what, entry.details


def test_the_founder_is_head_with_units_and_office_hours(founder):
    workspace = services.create_workspace(by=founder, name="Räksmörgås & Co")

    member = workspace.members.get()
    assert workspace.slug == "raksmorgas-co"
    assert positions_of(member, today=workspace.created_at.date()) == {"head"}
    assert list(workspace.units.order_by("pk").values_list("name", flat=True)) == [
        "Kundtjänst", "Försäljning", "Marknadsföring", "Sociala medier",
    ]  # fmt: skip
    assert workspace.opening_periods.count() == 5
    assert last_words() == ("organisation.create_workspace", {"name": "Räksmörgås & Co"})


def test_companies_of_the_same_name_get_addresses_of_their_own(founder):
    names = ["Kaffe", "Kaffe", "Kaffe!", "珈琲"]

    slugs = [services.create_workspace(by=founder, name=name).slug for name in names]

    assert slugs == ["kaffe", "kaffe-2", "kaffe-3", "department"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("country", "XX"),
        ("time_zone", "Mars/Olympus"),
        ("language", "xx"),
        ("name", "x" * 121),
    ],
)
def test_what_a_company_cannot_have_is_said_with_its_field(founder, field, value):
    with pytest.raises(NotPossibleError) as caught:
        services.create_workspace(by=founder, **{"name": "Kaffe", field: value})

    assert (caught.value.field, Workspace.objects.count()) == (field, 0)


def test_a_change_says_what_it_was_before(head):
    services.change_workspace(head.workspace, by=head.actor, name="Kaffe Nord", country="SE")

    assert last_words() == (
        "organisation.change_workspace",
        {"before": {"name": "Nordkaffe AB"}, "after": {"name": "Kaffe Nord"}},
    )


def test_a_change_of_nothing_leaves_no_trace(head):
    services.change_workspace(head.workspace, by=head.actor, name="Nordkaffe AB")

    assert AuditEntry.objects.count() == 0


def test_the_slug_is_not_for_changing(head):
    with pytest.raises(TypeError):
        services.change_workspace(head.workspace, by=head.actor, slug="other")


def test_a_fresh_installation_has_one_first_user(db):
    first = {"name": "Anna", "password": "korrekt häst batteri", "language": "sv"}
    user = services.create_first_user(email="Anna@Kaffe.example ", **first)

    with pytest.raises(NotTheFirstError):
        services.create_first_user(email="eve@evil.example", **first)

    assert (user.email, User.objects.count()) == ("anna@kaffe.example", 1)


@pytest.mark.parametrize("password", ["short", "passwordpassword", "123456789012", "anna@kaffe.example"])
def test_a_password_that_would_be_guessed_is_refused(db, password):
    with pytest.raises(WeakPasswordError):
        services.create_first_user(email="anna@kaffe.example", name="Anna", password=password, language="sv")
