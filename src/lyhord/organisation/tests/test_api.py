"""The API: who may call what, errors of one shape, lists that go on, haste."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from lyhord.common.clock import utc_now
from lyhord.organisation import services
from lyhord.organisation.models import ApiToken, AuditEntry, Seat, Unit

NOBODYS_NUMBER = 999_999


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


def caller(person, scope="write", expires_at=None):
    """Calls the API with a fresh token of the person's."""
    token, secret = services.make_token(
        person.member, by=person.actor, name="test", scope=scope, expires_at=expires_at
    )

    def call(method, path, body=None, client=None):
        return (client or Client()).generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    call.token = token
    call.secret = secret
    return call


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_a_token_sees_its_own_workspace_only(head, stranger):
    call = caller(head)

    assert [row["slug"] for row in call("GET", "/workspaces").json()] == ["nordkaffe"]
    assert code(call("GET", "/workspaces/rival")) == (404, "not_found")


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer lyh_wrong", "Basic abc", "Bearer"])
def test_without_a_good_token_nothing_opens(db, header):
    answer = Client().get("/api/v1/people", headers={"Authorization": header} if header else {})

    assert code(answer) == (401, "no_token")


@pytest.mark.parametrize("fate", ["revoked", "over", "left", "inactive"])
def test_a_dead_token_opens_nothing(head, analyst, fate):
    call = caller(analyst, expires_at=utc_now() - timedelta(seconds=1) if fate == "over" else None)
    if fate == "revoked":
        services.revoke_token(call.token, by=analyst.actor, now=utc_now())
    elif fate == "left":
        services.end_membership(analyst.member, by=head.actor, now=utc_now())
    elif fate == "inactive":
        analyst.user.is_active = False
        analyst.user.save(update_fields=["is_active"])

    assert code(call("GET", "/people")) == (401, "no_token")


def test_the_secret_is_not_kept(head):
    call = caller(head)

    kept = ApiToken.objects.get()
    assert call.secret not in json.dumps(ApiToken.objects.values().get(), default=str)
    assert (kept.prefix, len(kept.digest)) == (call.secret[:12], 64)


def test_a_token_for_reading_changes_nothing(head):
    call = caller(head, scope="read")

    assert code(call("POST", "/units", {"kind": "sales"})) == (403, "read_only_token")
    assert Unit.objects.filter(kind="sales").count() == 0


def test_a_token_may_what_its_owner_may(analyst):
    assert code(caller(analyst)("POST", "/units", {"kind": "sales"})) == (403, "forbidden")


def test_a_session_opens_nothing(head):
    assert code(head.browser.get("/api/v1/people")) == (401, "no_token")


def test_units_are_added_renamed_and_removed(head):
    call = caller(head)

    added = call("POST", "/units", {"kind": "sales", "name": "North"})
    renamed = call("PATCH", f"/units/{added.json()['id']}", {"kind": "sales", "name": "South"})
    removed = call("DELETE", f"/units/{added.json()['id']}")

    assert (added.status_code, renamed.json()["name"], removed.status_code) == (201, "South", 204)
    assert AuditEntry.objects.order_by("-pk").first().where == "API 127.0.0.1"


def test_a_seat_is_added_filled_and_taken_away(head, analyst):
    call = caller(head)

    seat = call("POST", "/seats", {"position": "viewer", "hours_per_week": 2.5}).json()
    filled = call("PUT", f"/seats/{seat['id']}/holder", {"holder_id": analyst.member.pk}).json()
    removed = call("DELETE", f"/seats/{seat['id']}")

    assert (seat["hours_per_week"], filled["holder_id"]) == ("2.5", analyst.member.pk)
    assert removed.status_code == 204


def test_the_last_head_stays_over_the_api_too(head):
    seat = head.member.seats.get()

    assert code(caller(head)("DELETE", f"/seats/{seat.pk}")) == (422, "last_head")
    assert Seat.objects.filter(pk=seat.pk).count() == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/people/{member}", None),
        ("POST", "/people/{member}/end", {}),
        ("PUT", "/seats/{seat}/holder", {"holder_id": None}),
        ("PUT", "/seats/{seat}", {"position": "viewer"}),
        ("DELETE", "/seats/{seat}", None),
        ("PATCH", "/units/{unit}", {"kind": "sales", "name": "Mine"}),
        ("POST", "/seats", {"position": "viewer", "unit_id": "{unit}"}),
        ("POST", "/invitations", {"email": "a@b.example", "positions": ["viewer"], "seat_id": "{seat}"}),
    ],
)
@pytest.mark.parametrize("whose", ["a stranger's", "nobody's"])
def test_what_is_not_ours_does_not_exist(head, stranger, method, path, body, whose):
    unit = Unit.objects.create(workspace=stranger.workspace, kind="sales", name="Sales")
    foreign = {"member": stranger.member.pk, "seat": stranger.member.seats.get().pk, "unit": unit.pk}
    numbers = foreign if whose == "a stranger's" else dict.fromkeys(foreign, NOBODYS_NUMBER)
    filled = json.dumps(body)
    for name, number in numbers.items():
        filled = filled.replace(f'"{{{name}}}"', str(number))

    assert code(caller(head)(method, path.format(**numbers), json.loads(filled))) == (404, "not_found")


def test_people_are_invited_and_the_link_works(head, client):
    call = caller(head)

    made = call("POST", "/invitations", {"email": "nina@ny.example", "positions": ["analyst"]})
    page = client.get(made.json()["link"].removeprefix("http://127.0.0.1:8000"))
    call("DELETE", f"/invitations/{made.json()['id']}")

    assert (made.status_code, page.status_code) == (201, 200)
    assert call("GET", "/invitations").json() == {"items": [], "next": None}


def test_a_list_goes_on_where_it_stopped(head, analyst, viewer):
    call = caller(head)

    first = call("GET", "/people?limit=2").json()
    second = call("GET", f"/people?limit=2&cursor={first['next']}").json()

    names = [person["name"] for stretch in (first, second) for person in stretch["items"]]
    assert names == ["Vera Viewer", "Anton Analyst", "Hedda Head"]
    assert second["next"] is None


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=-1", "cursor=x"])
def test_a_wish_that_makes_no_sense_is_said_to_be_invalid(head, query):
    assert code(caller(head)("GET", f"/people?{query}")) == (422, "invalid")


@pytest.mark.parametrize("body", ["{", '"text"', "[]", '{"kind": "moon"}', "\x00"])
def test_a_body_that_makes_no_sense_is_said_so(head, body):
    call = caller(head)
    answer = Client().post(
        "/api/v1/units",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {call.secret}"},
    )

    assert answer.status_code in {400, 422}
    assert answer.json()["error"].keys() == {"code", "message"}


def test_haste_is_held_back_with_the_time_to_wait(head, monkeypatch):
    monkeypatch.setattr("lyhord.organisation.api_auth.PER_MINUTE", 3)
    call = caller(head)

    answers = [call("GET", "/workspaces") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_the_description_says_what_each_operation_needs(client):
    schema = client.get("/api/v1/openapi.json").json()

    assert schema["paths"]["/api/v1/units"]["post"]["x-may"] == "edit_department, read and write"
    assert schema["components"]["securitySchemes"]["Token"] == {"type": "http", "scheme": "bearer"}


def test_the_page_for_people_is_for_people_signed_in(client, head):
    assert client.get("/api/v1/docs/").status_code == 302
    assert head.browser.get("/api/v1/docs/").status_code == 200
