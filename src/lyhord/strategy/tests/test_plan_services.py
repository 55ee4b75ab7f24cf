"""Verbs of the plan: what they write, what they refuse, and that nobody overwrites anybody."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from lyhord.organisation.audit import broken_links
from lyhord.organisation.models import AuditEntry
from lyhord.strategy.audit_words import WORDS
from lyhord.strategy.models import Action, Cadence, Dependency, Feed
from lyhord.strategy.rules.plan import ActionEndsTooEarly, ActionsGoInACircle, ActionStatus, ResourceKind
from lyhord.strategy.selectors.plan import plan_of, seats_of
from lyhord.strategy.selectors.plan_load import load_of
from lyhord.strategy.selectors.plan_resources import budget_of, cadences_of, resources_of
from lyhord.strategy.services import plan as services
from lyhord.strategy.services import plan_feeds
from lyhord.strategy.services import plan_resources as lives_on
from lyhord.strategy.services.plan import ActionChanged, details_of
from lyhord.strategy.tests.plan_cast import DAY, TODAY, add, details, seat_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def change(person, action, seen=None, **wished):
    known = replace(details_of(Action.objects.get(pk=action.pk)), **wished)
    return services.change_action(action=action, by=person.actor, details=known, seen=seen)


def test_an_action_knows_who_and_what_it_waits_for(head, analyst):
    first = add(head, "Write the script")
    parts = {seat_of(analyst).pk: "consulted"}
    add(head, owner=seat_of(head), parts=parts, needs=frozenset({first.pk}))

    row = next(row for row in plan_of(head.workspace, today=TODAY) if row.name == "Film the roastery")

    assert (row.owner, [(part.part, part.who) for part in row.parts]) == (
        "Hedda Head",
        [("consulted", "Anton Analyst")],
    )
    assert [(wait.name, wait.is_open) for wait in row.waits] == [("Write the script", True)]


def test_a_circle_is_refused_and_nothing_is_changed(head):
    first = add(head, "Write")
    second = add(head, "Film", needs=frozenset({first.pk}))

    with pytest.raises(ActionsGoInACircle):
        change(head, first, needs=frozenset({second.pk}))
    assert Dependency.objects.count() == 1


def test_an_action_does_not_come_back_into_a_circle(head):
    film = add(head, "Film")
    edit = add(head, "Edit", needs=frozenset({film.pk}))
    publish = add(head, "Publish", needs=frozenset({edit.pk}))
    services.remove_action(action=edit, by=head.actor, now=NOW)
    change(head, film, needs=frozenset({publish.pk}))

    with pytest.raises(ActionsGoInACircle):
        services.restore_action(action=edit, by=head.actor)


def test_actions_of_another_company_are_not_waited_for(head, stranger):
    theirs = add(stranger, "Their secret launch")

    ours = add(head, needs=frozenset({theirs.pk}), parts={seat_of(stranger).pk: "informed"})

    assert (ours.waits.count(), ours.parts.count()) == (0, 0)


def test_two_people_change_different_things_and_both_stay(head, analyst):
    action = add(head)
    seen = details_of(action).texts()
    change(head, action, name="Film the whole roastery", seen=seen)
    stale = replace(details(), hours=Decimal(30))

    services.change_action(action=action, by=analyst.actor, details=stale, seen=seen)
    action.refresh_from_db()

    assert (action.name, action.hours) == ("Film the whole roastery", 30)


def test_two_people_change_the_same_and_the_second_is_told(head, analyst):
    action = add(head)
    seen = details_of(action).texts()
    change(head, action, name="Film at night", seen=seen)

    with pytest.raises(ActionChanged) as told:
        services.change_action(action=action, by=analyst.actor, details=details("Film at dawn"), seen=seen)

    assert (told.value.names, told.value.theirs.name) == (("name",), "Film at night")
    assert Action.objects.get().name == "Film at night"


def test_having_seen_the_other_one_may_decide(head):
    action = add(head)
    change(head, action, name="Film at night")

    again = details_of(Action.objects.get()).texts()
    services.change_action(action=action, by=head.actor, details=details("Film at dawn"), seen=again)

    assert Action.objects.get().name == "Film at dawn"


def test_a_change_of_nothing_is_nothing(head):
    action = add(head)

    change(head, action)

    assert Action.objects.get().version == 1
    assert [entry.what for entry in AuditEntry.objects.order_by("pk")] == ["strategy.add_action"]


def test_moves_by_two_people_add_up_and_undo_is_the_move_back(head):
    action = add(head)
    for days in (3, 4, -3):
        services.move_action(action=action, by=head.actor, days=days)

    action.refresh_from_db()
    assert (action.start_date, action.due_date) == (TODAY + 4 * DAY, TODAY + 13 * DAY)


def test_an_action_is_not_made_shorter_than_a_day(head):
    action = add(head)
    services.move_action(action=action, by=head.actor, longer=-9)

    with pytest.raises(ActionEndsTooEarly):
        services.move_action(action=action, by=head.actor, longer=-1)
    assert Action.objects.get().due_date == TODAY


def test_done_has_a_time_and_planned_again_has_none(head):
    action = add(head)

    before = services.set_action_status(action=action, by=head.actor, status=ActionStatus.DONE, now=NOW)
    assert (before, Action.objects.get().done_at) == ("planned", NOW)

    services.set_action_status(action=action, by=head.actor, status=ActionStatus.PLANNED, now=NOW)
    assert Action.objects.get().done_at is None


def test_overload_is_seen_and_a_share_of_time_counts(head, analyst):
    seat = seat_of(analyst)  # 20 hours a week
    add(head, owner=seat, hours=Decimal(30), due_date=TODAY + 11 * DAY)

    before = load_of(head.workspace, today=TODAY)
    half = lives_on.ResourceDetails(
        kind=ResourceKind.PEOPLE, name="Anton", amount=Decimal(50), from_date=TODAY, seat=seat
    )
    lives_on.add_resource(workspace=head.workspace, by=head.actor, details=half)
    after = load_of(head.workspace, today=TODAY)

    weeks = [next(p for p in table.people if p.name == "Anton Analyst").weeks[0] for table in (before, after)]
    assert [(week.hours, week.has, week.is_too_much) for week in weeks] == [(15, 20, False), (15, 10, True)]
    assert (before.overloaded, [person.too_much_weeks for person in after.overloaded]) == ((), ["48–49"])


def test_work_on_a_vacant_seat_has_nobody_to_do_it(head, analyst):
    seat = seat_of(analyst)
    seat.holder = None
    seat.save(update_fields=["holder"])
    add(head, owner=seat)

    person = load_of(head.workspace, today=TODAY).overloaded[0]

    assert (person.is_vacant, person.weeks[0].has) == (True, 0)


def test_planned_money_is_held_against_what_it_was(head):
    money = lives_on.ResourceDetails(
        kind=ResourceKind.MONEY, name="Ads", amount=Decimal(5000), from_date=TODAY.replace(month=10)
    )
    ads = lives_on.add_resource(workspace=head.workspace, by=head.actor, details=money)
    lives_on.set_resource_month(resource=ads, by=head.actor, month=TODAY, amount=Decimal(6500))

    months = budget_of(resources_of(head.workspace, today=TODAY))

    assert [(str(m.planned), str(m.actual)) for m in months][:3] == [
        ("SEK 5,000", "None"),
        ("SEK 5,000", "SEK 6,500"),
        ("SEK 5,000", "None"),
    ]


def test_the_newest_promise_that_has_begun_counts(head):
    for posts, start in ((2, TODAY - 30 * DAY), (3, TODAY), (5, TODAY + DAY)):
        promise = lives_on.CadenceDetails(channel="Bluesky", posts_per_week=posts, from_date=start)
        lives_on.add_cadence(workspace=head.workspace, by=head.actor, details=promise)

    rows = cadences_of(head.workspace, today=TODAY)

    assert [(row.posts_per_week, row.is_now, row.is_coming) for row in rows] == [
        (5, False, True),
        (3, True, False),
        (2, False, False),
    ]


def test_one_promise_for_a_channel_and_a_day(head):
    promise = lives_on.CadenceDetails(channel="Bluesky", posts_per_week=2, from_date=TODAY)
    made = lives_on.add_cadence(workspace=head.workspace, by=head.actor, details=promise)

    with pytest.raises(lives_on.CadenceTaken):
        lives_on.add_cadence(
            workspace=head.workspace, by=head.actor, details=replace(promise, channel="bluesky ")
        )
    lives_on.remove_cadence(cadence=made, by=head.actor, now=NOW)
    lives_on.add_cadence(workspace=head.workspace, by=head.actor, details=promise)
    with pytest.raises(lives_on.CadenceTaken):
        lives_on.restore_cadence(cadence=made, by=head.actor)
    assert Cadence.objects.current().count() == 1


def test_only_the_fingerprint_of_a_feed_is_kept(head):
    feed, secret = plan_feeds.make_feed(member=head.member, by=head.actor, name="Phone")

    assert Feed.objects.get().digest == plan_feeds.feed_digest(secret)
    assert secret not in str([entry.details for entry in AuditEntry.objects.all()])
    assert feed.name == "Phone"


def test_who_stands_in_has_the_seat_too(head, analyst):
    seat = seat_of(head)
    seat.covers.create(stand_in=analyst.member, from_date=TODAY, to_date=TODAY + DAY)

    assert seats_of(analyst.member, today=TODAY) == {seat.pk, seat_of(analyst).pk}
    assert seats_of(analyst.member, today=TODAY + 2 * DAY) == {seat_of(analyst).pk}


def test_every_verb_is_in_the_audit_trail_and_has_words(head):
    action = add(head)
    services.move_action(action=action, by=head.actor, days=1)
    services.set_action_status(action=action, by=head.actor, status=ActionStatus.DONE, now=NOW)
    services.report_action(
        action=action, by=head.actor, result="Two films", hours_spent=Decimal(18), money_spent=Decimal(0)
    )
    services.remove_action(action=action, by=head.actor, now=NOW)
    services.restore_action(action=action, by=head.actor)

    said = [entry.what for entry in AuditEntry.objects.order_by("number")]
    verbs = (
        "add_action",
        "move_action",
        "set_action_status",
        "report_action",
        "remove_action",
        "restore_action",
    )
    assert said == [f"strategy.{verb}" for verb in verbs]
    assert set(said) <= WORDS.keys()
    assert list(broken_links()) == []
