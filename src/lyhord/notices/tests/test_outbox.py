"""What is written into the outbox, read once and forgotten."""

from datetime import timedelta

from django.db import transaction

from lyhord.common.clock import utc_now
from lyhord.notices.broadcast import Outbox
from lyhord.notices.models import LiveEvent
from lyhord.notices.rules import TOPICS, topics_for
from lyhord.notices.selectors import LATE, listener_of, may_still_listen, missed_news
from lyhord.notices.services import forget_events, tell_browsers
from lyhord.organisation.permissions import May

NOW = utc_now()


def told(workspace, topic="mentions", count=1, event_id=None, at=NOW):
    event = LiveEvent.objects.create(id=event_id, workspace=workspace, topic=topic, count=count)
    LiveEvent.objects.filter(pk=event.pk).update(at=at)
    return event


def listener(person, **more):
    key = person.browser.session.session_key
    return listener_of(person.user, person.workspace.slug, session_key=key, now=NOW, **more)


def test_an_event_is_read_once(nordkaffe):
    outbox = Outbox(now=NOW)
    event = told(nordkaffe, count=3)

    first, second = outbox.read(now=NOW), outbox.read(now=NOW)

    assert [(news.id, news.topic, news.count) for news in first] == [(event.id, "mentions", 3)]
    assert second == []


def test_what_was_there_before_is_not_news(nordkaffe):
    told(nordkaffe)

    assert Outbox(now=NOW).read(now=NOW) == []


def test_an_event_that_is_committed_after_a_later_one_is_read_all_the_same(nordkaffe):
    outbox = Outbox(now=NOW)
    told(nordkaffe, event_id=900)
    outbox.read(now=NOW)

    told(nordkaffe, topic="monitors", event_id=899)

    assert [news.id for news in outbox.read(now=NOW + timedelta(seconds=5))] == [899]


def test_the_reader_forgets_what_is_settled(nordkaffe):
    outbox = Outbox(now=NOW)
    told(nordkaffe, event_id=900)
    outbox.read(now=NOW)

    outbox.read(now=NOW + timedelta(seconds=11))

    assert (outbox._floor, outbox._seen) == (900, {})


def test_what_was_missed_is_told_once_for_each_topic(head, stranger):
    first = told(head.workspace, count=2)
    told(head.workspace, count=3)
    last = told(head.workspace, count=4)
    monitors = told(head.workspace, topic="monitors")
    told(stranger.workspace, count=50)
    settled = NOW + LATE + timedelta(seconds=1)

    missed = missed_news(listener(head), after=first.id, now=settled)

    assert [(news.id, news.topic, news.count) for news in missed] == [
        (last.id, "mentions", 7),
        (monitors.id, "monitors", 1),
    ]


def test_topics_are_for_those_who_may_see_the_pages(head, viewer, colleague, stranger):
    assert listener(head).topics == frozenset(TOPICS)
    assert listener(viewer).topics == frozenset(TOPICS)
    assert listener(colleague).topics == frozenset({"celebrations"})
    assert listener_of(stranger.user, "nordkaffe", session_key="", now=NOW) is None
    assert topics_for({May.EDIT_STRATEGY}) == frozenset()


def test_somebody_who_has_left_hears_nothing_more(analyst):
    listening = listener(analyst)
    analyst.member.left_at = utc_now()
    analyst.member.save(update_fields=["left_at"])

    assert may_still_listen(listening, now=NOW) == frozenset()


def test_somebody_who_has_signed_out_hears_nothing_more(analyst):
    listening = listener(analyst)
    analyst.browser.logout()

    assert may_still_listen(listening, now=NOW) == frozenset()


def test_a_member_who_stays_may_go_on(analyst):
    assert may_still_listen(listener(analyst), now=NOW) == frozenset(TOPICS)


def test_events_are_forgotten_after_a_day_but_never_the_newest(nordkaffe):
    told(nordkaffe, at=NOW - timedelta(days=3))
    newest = told(nordkaffe, at=NOW - timedelta(days=2))

    gone = forget_events(now=NOW)

    assert gone == 1
    assert list(LiveEvent.objects.values_list("id", flat=True)) == [newest.id]


def test_an_event_takes_part_in_the_transaction_of_what_happened(nordkaffe):
    with transaction.atomic():
        tell_browsers(workspace_id=nordkaffe.pk, topic="mentions")
        transaction.set_rollback(True)

    assert LiveEvent.objects.count() == 0
