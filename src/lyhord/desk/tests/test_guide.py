"""The founding guide: one question a page, saved at every step."""

import pytest
from conftest import join

from lyhord.channels.models import Source
from lyhord.desk.models import Draft, Founding
from lyhord.desk.questions.all import QUESTIONS
from lyhord.desk.rules.steps import ORDER, Step
from lyhord.desk.tests.walking import answer, seen
from lyhord.listening.models import Monitor
from lyhord.organisation.models import AuditEntry, Invitation, Seat
from lyhord.strategy.models import Goal


@pytest.fixture
def other(nordkaffe):
    """Another head, at the same guide."""
    return join(nordkaffe, "Olle Other", "head")


@pytest.fixture
def walked(head):
    """The whole guide, with Continue pressed at every question."""
    for step in ORDER:
        assert answer(head, step).status_code == 302
    head.workspace.refresh_from_db()
    return head


@pytest.mark.parametrize("step", ORDER)
def test_every_question_has_a_page(head, step):
    assert head.get(f"founding/{step}/").status_code == 200


def test_pressing_go_on_at_every_question_founds_a_department(walked):
    workspace = walked.workspace
    assert workspace.founded_at is not None
    assert workspace.structure == "hybrid"
    assert {seat.position for seat in workspace.seats.all()} == {
        "head", "analyst", "community_manager", "care_manager",
    }  # fmt: skip
    assert workspace.functions.count() == 4
    assert Goal.objects.filter(workspace=workspace).count() == 2
    assert [monitor.name for monitor in Monitor.objects.order_by("place")] == [
        "Nordkaffe", "Nordkaffe: frågor och problem",
    ]  # fmt: skip


def test_walking_the_guide_again_changes_nothing(walked):
    def counted():
        return [
            model.objects.count() for model in (Seat, Goal, Monitor, Invitation)
        ]  # fmt: skip

    before = counted()
    for step in ORDER:
        answer(walked, step)

    assert counted() == before


def test_the_guide_goes_on_where_it_was_left(head):
    answer(head, "company")
    head.post("founding/structure/skip/")

    assert head.get("founding/").headers["Location"].endswith("/founding/together/")


def test_what_everything_hangs_on_cannot_be_skipped(head):
    assert head.post("founding/words/skip/").status_code == 404


def test_a_skipped_question_is_not_unanswered_by_skipping_again(head):
    answer(head, "structure")
    head.post("founding/structure/skip/")

    assert Founding.objects.get().done == {"structure": "answered"}


def test_a_wrong_answer_is_explained_and_kept_in_the_form(head):
    page = answer(head, "company", name="", country="NO")

    assert page.status_code == 422
    assert '<option value="NO" selected>' in page.text


def test_the_clock_follows_the_country(head):
    answer(head, "company", country="FI")

    head.workspace.refresh_from_db()
    assert head.workspace.time_zone == "Europe/Helsinki"


def test_what_was_typed_is_kept_for_who_typed_it(head, analyst):
    head.post("founding/strategy/draft/", {"want": "Half a sent", "seen": seen(head, "strategy")})

    page = head.get("founding/strategy/").text
    assert "Half a sent" in page
    assert "You had begun here" in page


def test_unfinished_words_are_nobody_elses(head, other):
    head.post("founding/strategy/draft/", {"want": "Half a sent", "seen": ""})

    assert "Half a sent" not in other.get("founding/strategy/").text


def test_an_answer_lets_go_of_what_was_unfinished(head):
    head.post("founding/strategy/draft/", {"want": "Half", "seen": seen(head, "strategy")})
    answer(head, "strategy", want="Whole")

    assert Draft.objects.count() == 0


def test_starting_over_lets_go_of_what_was_unfinished(head):
    head.post("founding/strategy/draft/", {"want": "Half", "seen": ""})
    head.post("founding/strategy/over/")

    assert "Half" not in head.get("founding/strategy/").text


def test_the_second_of_two_sees_what_changed_and_loses_nothing(head, other):
    before = seen(head, "strategy")
    other.post("founding/strategy/", {"want": "Theirs", "way": "", "seen": before})

    page = head.post("founding/strategy/", {"want": "Mine", "way": "", "seen": before})

    assert page.status_code == 409
    assert "Theirs" in page.text
    assert ">Mine</textarea>" in page.text.replace("\n", "")
    head.workspace.strategy.refresh_from_db()
    assert head.workspace.strategy.want == "Theirs"


def test_the_second_may_then_save_over_the_first(head, other):
    before = seen(head, "strategy")
    other.post("founding/strategy/", {"want": "Theirs", "way": "", "seen": before})
    head.post("founding/strategy/", {"want": "Mine", "way": "", "seen": seen(head, "strategy")})

    assert head.workspace.strategy.want == "Mine"


def test_two_who_say_the_same_do_not_disturb_each_other(head, other):
    before = seen(head, "strategy")
    for who in (other, head):
        done = who.post("founding/strategy/", {"want": "Same", "way": "", "seen": before})
        assert done.status_code == 302


def test_a_change_on_an_ordinary_page_is_seen_too(head):
    before = seen(head, "strategy")
    head.post("strategy/edit/", {"want": "Elsewhere", "way": ""})

    assert head.post("founding/strategy/", {"want": "Mine", "way": "", "seen": before}).status_code == 409


def test_every_answer_leaves_a_line_in_the_trail(head):
    answer(head, "structure")

    line = AuditEntry.objects.get(what="desk.answer_question")
    assert line.details == {"step": "structure", "done": "answered"}


def test_an_example_is_put_into_the_form_to_be_changed(head):
    head.post("founding/strategy/example/helpful/", {"seen": seen(head, "strategy")})

    assert "ours is the answer others point to" in head.get("founding/strategy/").text


def test_an_unknown_question_is_not_found(head):
    assert head.get("founding/cake/").status_code == 404
    assert head.post("founding/strategy/example/cake/").status_code == 404


@pytest.mark.parametrize("step", [*ORDER, "live", "try"])
def test_the_guide_is_the_heads(analyst, agency, viewer, step):
    ask = [who.post if step == "try" else who.get for who in (agency, viewer)]

    assert [each(f"founding/{step}/").status_code for each in ask] == [403, 403]


@pytest.mark.parametrize("step", [*ORDER, "live", "summary"])
def test_a_stranger_finds_no_guide(stranger, head, step):
    assert stranger.browser.get(f"/w/{head.workspace.slug}/founding/{step}/").status_code == 404


def test_the_live_page_waits_until_the_department_is_founded(head):
    assert head.get("founding/live/").headers["Location"].endswith("/founding/")


def test_the_live_page_celebrates(walked):
    page = walked.get("founding/live/").text

    assert "Nordkaffe AB has a social media department" in page


def test_while_nothing_is_heard_the_live_page_says_where_we_listen(walked):
    Source.objects.create(network="bluesky", address="test", name="Bluesky", is_stream=True)
    Source.objects.create(
        network="mastodon", address="https://m.example/tags/a", name="#a", workspace=walked.workspace,
        failures=3, error="There is no host called {host}.", error_params={"host": "m.example"},
    )  # fmt: skip

    page = walked.get("founding/live/").text

    assert "Connecting …" in page
    assert "There is no host called m.example. We keep trying." in page


def test_the_summary_says_it_all_on_one_page(walked):
    answer(walked, "strategy", want="To be heard")

    page = walked.get("founding/summary/").text

    assert [word in page for word in ("To be heard", "A hybrid", "Hedda Head", "frågor och problem")] == [
        True
    ] * 4


def test_no_question_asks_the_database_without_end(walked, django_assert_max_num_queries):
    for step in ORDER:
        with django_assert_max_num_queries(45):
            walked.get(f"founding/{step}/")


def test_every_step_has_a_question():
    assert tuple(QUESTIONS) == ORDER == tuple(Step)
