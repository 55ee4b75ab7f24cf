"""Every version of the strategy: kept, explained, and held against what it did."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyhord.common.clock import utc_now
from lyhord.strategy import services
from lyhord.strategy.models import Strategy, StrategyRevision
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.selectors import changes_of, revision_of, revisions_of, strategy_of
from lyhord.strategy.services import GoalDetails, Reading


def write(head, want="Be heard", **more):
    return services.write_strategy(
        workspace=head.workspace, by=head.actor, **{"want": want, "way": "Listen first", **more}
    )


@pytest.fixture
def at_work(head):
    """The department is founded and has a strategy."""
    head.workspace.founded_at = utc_now()
    head.workspace.save(update_fields=["founded_at"])
    return write(head)


def numbers(head):
    return [row.number for row in revisions_of(head.workspace)]


def test_while_the_department_is_founded_the_first_version_is_still_being_written(head):
    write(head)
    write(head, "Be loved")

    assert [(row.number, row.want) for row in StrategyRevision.objects.all()] == [(1, "Be loved")]


def test_later_every_version_is_kept_with_what_was_learned(head, at_work):
    write(head, "Be loved", learned="Being heard was not enough")

    kept = StrategyRevision.objects.order_by("number").values_list("number", "want", "learned", "who")
    assert list(kept) == [
        (1, "Be heard", "", "Hedda Head"),
        (2, "Be loved", "Being heard was not enough", "Hedda Head"),
    ]


def test_a_strategy_at_work_is_not_changed_without_a_reason(head, at_work):
    with pytest.raises(services.NothingLearned):
        write(head, "Be loved", learned=" ")

    assert strategy_of(head.workspace).want == "Be heard"


def test_writing_the_same_again_is_no_new_version(head, at_work):
    write(head, learned="", review_date=date(2027, 1, 1))

    assert (numbers(head), strategy_of(head.workspace).review_date) == ([1], date(2027, 1, 1))


def test_a_review_without_a_change_is_kept_too(head, at_work):
    write(head, learned="It works: go on")

    assert [row.learned for row in revisions_of(head.workspace)] == ["It works: go on", ""]


def test_nothing_is_overwritten_that_one_has_not_seen(head, at_work):
    seen = strategy_of(head.workspace).version
    write(head, "Theirs", learned="They were faster", seen_version=seen)

    with pytest.raises(services.StrategyChanged):
        write(head, "Mine", learned="I was slower", seen_version=seen)
    assert strategy_of(head.workspace).want == "Theirs"


def test_what_is_not_named_stays(head):
    write(head, audience="People who drink coffee", not_doing="Contests")
    write(head, "Be loved")

    assert (strategy_of(head.workspace).audience, strategy_of(head.workspace).not_doing) == (
        "People who drink coffee",
        "Contests",
    )


def test_two_who_write_at_once_lose_nothing(head, at_work):
    seen = strategy_of(head.workspace).version
    write(head, "Theirs", learned="They were faster")
    mine = {"want": "Mine", "way": "My way", "learned": "I was slower", "version": str(seen)}
    answer = head.post("strategy/edit/", mine)

    assert answer.status_code == 422
    assert "Theirs" in answer.text
    assert ">\nMy way</textarea>" in answer.text
    assert f'name="version" value="{seen + 1}"' in answer.text
    assert head.post("strategy/edit/", mine | {"version": str(seen + 1)}).status_code == 302
    assert strategy_of(head.workspace).want == "Mine"


def test_the_page_asks_why(head, at_work):
    sent = {"want": "Be loved", "way": "Listen", "version": str(Strategy.objects.get().version)}

    assert "Say what you learned" in head.post("strategy/edit/", sent).text
    assert head.post("strategy/edit/", sent | {"learned": "A lot"}).status_code == 302


SEEN = ["strategy/revisions/", "strategy/revisions/1/"]


@pytest.mark.parametrize("path", SEEN)
def test_everybody_reads_the_versions_and_nobody_posts_to_them(head, viewer, agency, at_work, path):
    assert [who.get(path).status_code for who in (head, viewer, agency)] == [200] * 3
    assert head.post(path).status_code == 405


@pytest.mark.parametrize("path", SEEN)
def test_a_stranger_reads_none(stranger, head, at_work, path):
    assert stranger.browser.get(f"/w/{head.workspace.slug}/{path}").status_code == 404
    assert stranger.get("strategy/revisions/1/").status_code == 404


def test_a_version_shows_what_changed(head, at_work):
    write(head, "Be <b>loved</b>", learned="Being heard was not enough")
    page = head.get("strategy/revisions/2/").text

    assert "<del>heard</del><ins>&lt;b&gt;loved&lt;/b&gt;</ins>" in page
    assert "Being heard was not enough" in page


def goal(head, name="Forty leads"):
    today = utc_now().astimezone(head.workspace.zone).date()
    details = GoalDetails(
        name=name,
        measure=Measure.OTHER,
        unit=Unit.COUNT,
        baseline=Decimal(0),
        target=Decimal(40),
        start_date=today - timedelta(days=50),
        due_date=today + timedelta(days=50),
    )
    made = services.set_goal(workspace=head.workspace, by=head.actor, details=details)
    readings = [Reading(date=today - timedelta(days=at), numerator=Decimal(20 - at)) for at in range(10)]
    services.record_measurements(kpi=made.kpi, by=head.actor, readings=readings, now=utc_now())
    return made


def test_a_version_is_held_against_what_goals_did_since(head, at_work):
    made = goal(head)
    earlier = utc_now() - timedelta(days=5)
    StrategyRevision.objects.update(at=earlier)

    since = revision_of(head.workspace, 1).since
    assert [(each.goal, each.then.value, each.now.value) for each in since] == [(made.name, 15, 20)]


def test_a_version_asks_as_much_for_one_goal_as_for_three(head, at_work):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert head.get("strategy/revisions/1/").status_code == 200
        return len(asked)

    goal(head)
    head.get("strategy/revisions/1/")
    for_one = queries()
    goal(head, "Two")
    goal(head, "Three")

    assert queries() == for_one


def test_a_change_is_marked_on_the_curve_of_every_goal(head, at_work):
    made = goal(head)
    write(head, "Be loved", learned="Being heard was not enough")

    assert [note.words for note in changes_of(head.workspace)] == ["Being heard was not enough"]
    assert "<title>Being heard was not enough</title>" in head.get(f"strategy/goals/{made.pk}/").text


def test_a_review_that_is_due_is_reminded_of(head, at_work):
    write(head, review_date=timezone.localdate())
    assert "Review the strategy" in head.get("strategy/").text

    write(head, review_date=timezone.localdate() + timedelta(days=2))
    assert "Review the strategy" not in head.get("strategy/").text
