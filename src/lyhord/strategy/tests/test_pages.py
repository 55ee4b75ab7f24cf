"""Pages of strategy and goals: who may see them, and that they work."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyhord.strategy import services
from lyhord.strategy.models import Goal, Milestone
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.selectors import strategy_of
from lyhord.strategy.services import GoalDetails, MilestoneDetails

ASKED = {
    "name": "A thousand followers",
    "measure": "followers",
    "unit": "count",
    "baseline": "0",
    "target": "1000",
    "start_date": "2026-01-01",
    "due_date": "2026-07-01",
}


def make_goal(head, name="A thousand followers"):
    details = GoalDetails(
        name=name,
        measure=Measure.FOLLOWERS,
        unit=Unit.COUNT,
        baseline=Decimal(0),
        target=Decimal(1000),
        start_date=date(2026, 1, 1),
        due_date=date(2026, 7, 1),
    )
    made = services.set_goal(workspace=head.workspace, by=head.actor, details=details)
    half = MilestoneDetails(name="Halfway", value=Decimal(500))
    services.set_milestone(goal=made, by=head.actor, details=half)
    return made


@pytest.fixture
def goal(head):
    return make_goal(head)


SEEN = ["strategy/", "strategy/goals/{goal}/"]
CHANGED = [
    "strategy/edit/",
    "strategy/goals/new/",
    "strategy/goals/{goal}/edit/",
    "strategy/goals/{goal}/milestones/new/",
    "strategy/milestones/{milestone}/edit/",
]
POSTED = [
    "strategy/goals/{goal}/remove/",
    "strategy/goals/{goal}/reached/",
    "strategy/milestones/{milestone}/remove/",
    "strategy/milestones/{milestone}/restore/",
    "strategy/milestones/{milestone}/reached/",
]


def at(path, goal):
    return path.format(goal=goal.pk, milestone=goal.milestones.get().pk)


@pytest.mark.parametrize("path", SEEN + CHANGED)
def test_the_head_sees_every_page(head, goal, path):
    assert head.get(at(path, goal)).status_code == 200


@pytest.mark.parametrize("path", SEEN)
def test_pages_that_show_are_not_posted_to(head, goal, path):
    assert head.post(at(path, goal)).status_code == 405


@pytest.mark.parametrize("path", POSTED)
def test_what_changes_things_is_not_a_get(head, goal, path):
    assert head.get(at(path, goal)).status_code == 405


@pytest.mark.parametrize("path", SEEN)
def test_everybody_in_the_department_sees_the_goals(viewer, colleague, agency, head, goal, path):
    assert [who.get(at(path, goal)).status_code for who in (viewer, colleague, agency)] == [200] * 3


@pytest.mark.parametrize("path", CHANGED + POSTED)
def test_only_the_head_changes_them(analyst, viewer, agency, head, goal, path):
    assert [who.post(at(path, goal)).status_code for who in (analyst, viewer, agency)] == [403] * 3


@pytest.mark.parametrize("path", SEEN + CHANGED + POSTED)
def test_a_stranger_finds_nothing(stranger, head, goal, path):
    their = stranger.browser.post if path in POSTED else stranger.browser.get

    assert their(f"/w/{head.workspace.slug}/{at(path, goal)}").status_code == 404
    assert their(f"/w/{stranger.workspace.slug}/{at(path, goal)}").status_code == (
        404 if "{" in path else 200
    )


def test_the_list_asks_as_much_for_one_goal_as_for_three(head):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert head.get("strategy/").status_code == 200
        return len(asked)

    make_goal(head, "One")
    head.get("strategy/")  # what is learned once for all
    for_one = queries()
    for name in ("Two", "Three"):
        make_goal(head, name)

    assert queries() == for_one


def test_the_strategy_is_written_on_its_page(head):
    answer = head.post("strategy/edit/", {"want": "Be heard", "way": "Listen first"})

    assert answer.headers["Location"] == f"/w/{head.workspace.slug}/strategy/"
    assert strategy_of(head.workspace).want == "Be heard"


def test_a_goal_is_set_and_given_a_milestone(head):
    made = head.post("strategy/goals/new/", ASKED)
    goal = Goal.objects.get()
    head.post(f"strategy/goals/{goal.pk}/milestones/new/", {"name": "Halfway", "value": "500"})

    assert made.headers["Location"] == f"/w/{head.workspace.slug}/strategy/goals/{goal.pk}/"
    assert (goal.name, Milestone.objects.get().value) == ("A thousand followers", 500)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"target": "0"}, "The target is where you are today. Aim a little further."),
        ({"due_date": "2025-01-01"}, "The goal must have a last day that comes after its first."),
    ],
)
def test_a_goal_that_cannot_be_is_explained_at_its_field(head, wrong, said):
    answer = head.post("strategy/goals/new/", ASKED | wrong)

    assert answer.status_code == 422
    assert said in answer.text
    assert Goal.objects.count() == 0


def test_a_goal_is_changed_on_its_page(head, goal):
    head.post(f"strategy/goals/{goal.pk}/edit/", ASKED | {"target": "2000", "functions": ["pr"]})
    goal.refresh_from_db()

    assert (goal.target, goal.functions) == (2000, ["pr"])


def test_moving_the_target_below_a_milestone_is_explained(head, goal):
    answer = head.post(f"strategy/goals/{goal.pk}/edit/", ASKED | {"target": "400"})

    assert answer.status_code == 422
    assert "A milestone lies between where you are and where you want to be." in answer.text


def test_removing_a_milestone_can_be_undone(head, goal):
    milestone = goal.milestones.get()
    head.post(f"strategy/milestones/{milestone.pk}/remove/")
    assert "Halfway" not in head.get(f"strategy/goals/{goal.pk}/").text

    head.post(f"strategy/milestones/{milestone.pk}/restore/")
    assert "Halfway" in head.get(f"strategy/goals/{goal.pk}/").text


def test_a_reached_milestone_can_be_taken_back(head, goal):
    milestone = goal.milestones.get()
    head.post(f"strategy/milestones/{milestone.pk}/reached/")
    assert "Milestone reached! Time for cake." in head.get(f"strategy/goals/{goal.pk}/").text

    head.post(f"strategy/milestones/{milestone.pk}/reached/?undo")
    milestone.refresh_from_db()
    assert milestone.reached_at is None


def test_a_removed_goal_is_gone_and_comes_back(head, goal):
    head.post(f"strategy/goals/{goal.pk}/remove/")
    assert head.get(f"strategy/goals/{goal.pk}/").status_code == 404

    head.post(f"strategy/goals/{goal.pk}/restore/")
    assert head.get(f"strategy/goals/{goal.pk}/").status_code == 200


def test_words_that_look_like_markup_are_words(head):
    head.post("strategy/edit/", {"want": "<script>alert(1)</script>", "way": ""})

    assert "<script>alert" not in head.get("strategy/").text
