"""The first minute of an installation."""

import pytest
from django.test import Client

from lyhord.common.clock import utc_now
from lyhord.desk import demo
from lyhord.listening.models import Mention
from lyhord.organisation.models import Seat, User, Workspace
from lyhord.organisation.setup_code import setup_code

HELLO = {
    "company": "Nordkaffe AB",
    "name": "Hedda Head",
    "email": "hedda@nordkaffe.example",
    "password": "four words no relation",
}


@pytest.fixture
def here(settings):
    """Lyhörd serves this machine only."""
    settings.BOUND_TO_LOOPBACK = True


@pytest.fixture
def visitor(db) -> Client:
    return Client(headers={"Accept-Language": "sv-FI,sv;q=0.9"})


def test_a_fresh_installation_offers_both_ways_in_the_browsers_language(visitor, here):
    page = visitor.get("/").text

    assert "Grunda en egen avdelning" in page
    assert "Se dig omkring på Nordkaffe" in page


@pytest.mark.parametrize(("is_there", "says"), [(True, "redan på plats"), (False, "ungefär tio sekunder")])
def test_the_sample_company_says_how_long_it_takes(visitor, here, is_there, says):
    if is_there:
        Workspace.objects.create(slug="nordkaffe", name="Nordkaffe AB", is_demo=True)

    assert says in visitor.get("/").text


def test_the_language_of_the_first_page_can_be_switched(visitor, here):
    visitor.post("/language/", {"language": "en"})

    assert "Found your own department" in visitor.get("/").text


def test_founding_makes_the_head_and_the_company_and_opens_the_guide(visitor, here):
    answer = visitor.post("/found/", HELLO, follow=True)

    workspace = Workspace.objects.get()
    assert (workspace.name, workspace.country, workspace.language) == ("Nordkaffe AB", "FI", "sv")
    assert Seat.objects.get(position="head").holder.user.email == "hedda@nordkaffe.example"
    assert answer.redirect_chain[-1][0] == "/w/nordkaffe-ab/founding/company/"


def test_a_password_that_is_guessed_early_is_refused_at_its_field(visitor, here):
    answer = visitor.post("/found/", HELLO | {"password": "password1234"})

    assert answer.status_code == 422
    assert 'id="id_password_error"' in answer.text
    assert User.objects.count() == 0


def test_the_first_page_is_gone_when_there_is_an_account(visitor, head, here):
    assert visitor.get("/").headers["Location"].startswith("/accounts/login/")
    assert visitor.post("/found/", HELLO).status_code == 404
    assert visitor.post("/sample/").status_code == 404


def test_off_this_machine_the_set_up_code_is_asked_for(visitor):
    assert visitor.post("/found/", HELLO).status_code == 422
    assert visitor.post("/found/", HELLO | {"setup_code": "AAAA-BBBB-CCCC"}).status_code == 422
    assert User.objects.count() == 0

    answer = visitor.post("/found/", HELLO | {"setup_code": setup_code().lower()})

    assert answer.headers["Location"] == "/w/nordkaffe-ab/founding/"


def test_the_sample_company_is_not_offered_off_this_machine(visitor):
    assert "Nordkaffe" not in visitor.get("/").text
    assert visitor.post("/sample/").status_code == 404


def test_who_has_one_workspace_comes_to_its_page_of_today(head):
    assert head.browser.get("/").headers["Location"] == f"/w/{head.workspace.slug}/"


def test_who_has_several_workspaces_chooses(head, rival):
    rival.members.create(user=head.user)

    page = head.browser.get("/").text

    assert "Nordkaffe AB" in page
    assert "Rival Roasters" in page


def test_who_has_none_is_told(head):
    head.workspace.members.all().update(left_at="2030-01-01T00:00:00Z")

    assert "not a member of any department" in head.browser.get("/").text


@pytest.fixture
def looking(visitor, here) -> Client:
    """Somebody who looks around in the sample company."""
    demo.fill(now=utc_now(), days=1)
    visitor.post("/sample/")
    return visitor


def test_looking_around_is_being_head_of_the_sample_company(looking):
    page = looking.get("/", follow=True)

    assert page.redirect_chain == [("/w/nordkaffe-ab/", 302)]
    assert 'href="/w/nordkaffe-ab/sample/"' in page.text


def test_the_sample_company_speaks_the_visitors_language(visitor, here):
    demo.fill(now=utc_now(), days=1)
    visitor.post("/language/", {"language": "en"})
    visitor.post("/sample/")

    assert "Be somebody else" in visitor.get("/w/nordkaffe-ab/sample/").text


def test_who_has_looked_around_can_found_a_department_of_their_own(looking):
    assert "Grunda en egen avdelning" in looking.get("/w/nordkaffe-ab/sample/").text
    looking.post("/sample/leave/")

    answer = looking.post("/found/", HELLO | {"company": "Mitt AB"})

    assert answer.headers["Location"] == "/w/mitt-ab/founding/"
    assert looking.get("/w/nordkaffe-ab/").status_code == 404


def test_removing_the_sample_company_leaves_nothing_of_it(looking):
    looking.post("/w/nordkaffe-ab/sample/remove/")

    assert (Workspace.objects.count(), User.objects.count(), Mention.objects.count()) == (0, 0, 0)
    assert looking.get("/").status_code == 200


def test_a_real_company_is_no_sample(head, analyst):
    assert head.get("sample/").status_code == 404
    assert head.post("sample/remove/").status_code == 404
    assert analyst.post("sample/remove/").status_code == 403


@pytest.mark.parametrize("path", ["/found/", "/sample/", "/sample/leave/"])
def test_doors_are_not_opened_by_looking(visitor, here, path):
    assert visitor.get(path).status_code in (302, 405)
