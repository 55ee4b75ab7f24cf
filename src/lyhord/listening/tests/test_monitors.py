"""Monitors and lists: live at once, every wording kept, nothing of another company within reach."""

from importlib import import_module

import pytest

from lyhord.channels import authors
from lyhord.channels.models import Author
from lyhord.listening import selectors, services
from lyhord.listening.models import BackFill, MonitorVersion
from lyhord.listening.services import MonitorWish
from lyhord.listening.tests.stream import MACHINE, NOON, found, hear, listen_for, posted, shared_source
from lyhord.organisation.models import AuditEntry
from lyhord.percolator import QueryError
from lyhord.strategy.models import Goal


def wish(query, name="Coffee", **more):
    return MonitorWish(name=name, query=query, **more)


def change(monitor, query, **more):
    return services.change_monitor(monitor=monitor, by=MACHINE, asked=wish(query), **more)


def test_a_change_is_live_with_the_next_batch(nordkaffe):
    monitor, stream = listen_for(nordkaffe, "kaffe"), shared_source()
    hear(stream, posted("a", "kaffe"))

    change(monitor, "te")
    hear(stream, posted("b", "te"), posted("c", "kaffe"))

    assert found(monitor) == ["a", "b"]


def test_another_query_makes_another_version_and_asks_for_a_back_fill(nordkaffe, head):
    monitor = services.create_monitor(workspace=nordkaffe, by=head.actor, asked=wish("kaffe"))
    changed = services.change_monitor(
        monitor=monitor, by=head.actor, asked=wish("kaffe OR te"), note="Tea as well"
    )

    newest, first = selectors.versions(nordkaffe, changed.pk)
    assert (changed.version, newest.query, newest.note, first.query) == (
        2,
        "kaffe OR te",
        "Tea as well",
        "kaffe",
    )
    assert [(piece.kind, piece.text) for piece in newest.diff] == [("same", "kaffe"), ("added", " OR te")]
    assert list(BackFill.objects.values_list("version", "finished_at")) == [(2, None)]


def test_another_name_alone_makes_no_version(nordkaffe):
    monitor = listen_for(nordkaffe, "kaffe", name="Old")

    change(monitor, " kaffe ")

    assert MonitorVersion.objects.filter(monitor=monitor).count() == 1


def test_two_who_change_at_once_are_told(nordkaffe):
    monitor = listen_for(nordkaffe, "kaffe", name="Coffee")
    change(monitor, "te", expected_version=1)

    with pytest.raises(services.ChangedMeanwhile):
        change(monitor, "bulle", expected_version=1)


def test_an_older_wording_can_be_brought_back(nordkaffe):
    monitor = listen_for(nordkaffe, "kaffe", name="Coffee")
    changed = change(monitor, "te")

    restored = services.restore_version(monitor=changed, number=1, by=MACHINE)

    assert (restored.version, restored.query) == (3, "kaffe")


def test_what_is_stopped_listens_no_more_and_keeps_what_it_found(nordkaffe):
    monitor, stream = listen_for(nordkaffe, "kaffe"), shared_source()
    hear(stream, posted("a"))

    services.stop_monitor(monitor=monitor, by=MACHINE)
    hear(stream, posted("b"))
    services.start_monitor(monitor=monitor, by=MACHINE)
    hear(stream, posted("c"))

    assert found(monitor) == ["a", "c"]


def test_a_name_is_taken_only_while_its_monitor_listens(nordkaffe):
    first = listen_for(nordkaffe, "kaffe", name="Coffee")
    with pytest.raises(services.NameTaken):
        listen_for(nordkaffe, "te", name="COFFEE")

    services.stop_monitor(monitor=first, by=MACHINE)

    assert listen_for(nordkaffe, "te", name="Coffee").pk


def test_a_query_that_is_none_is_not_kept(nordkaffe):
    with pytest.raises(QueryError) as raised:
        listen_for(nordkaffe, "kaffe (te")

    assert (raised.value.code, raised.value.position) == ("unclosed-parenthesis", 6)
    assert selectors.monitor_list(nordkaffe, now=NOON) == ()


def test_another_companys_goal_cannot_be_named(nordkaffe, rival):
    days = {"start_date": NOON.date(), "due_date": NOON.date().replace(year=2027)}
    goal = Goal.objects.create(workspace=rival, name="Theirs", measure="likes", baseline=1, target=2, **days)

    with pytest.raises(services.NotInThisWorkspace):
        listen_for(nordkaffe, "kaffe", goal_id=goal.pk)


def test_every_change_stands_in_the_audit_trail(nordkaffe):
    monitor = listen_for(nordkaffe, "kaffe", name="Coffee")
    change(monitor, "te")
    services.stop_monitor(monitor=monitor, by=MACHINE)

    said = AuditEntry.objects.filter(kind="monitor").order_by("number").values_list("what", flat=True)
    assert list(said) == ["listening.create_monitor", "listening.change_monitor", "listening.stop_monitor"]


def test_a_handle_that_is_asked_for_is_looked_up(nordkaffe):
    listen_for(nordkaffe, "kaffe OR author:anna.bsky.social")

    assert authors.wanted_handles("bluesky", limit=9) == ["anna.bsky.social"]


def test_a_monitor_follows_its_list(nordkaffe):
    stream = shared_source()
    services.set_word_list(
        workspace=nordkaffe, by=MACHINE, name="rivals", entries=["gevalia", " ", "gevalia"]
    )
    monitor = listen_for(nordkaffe, "list:rivals")

    services.set_word_list(workspace=nordkaffe, by=MACHINE, name="Rivals", entries=["löfbergs"])
    hear(stream, posted("a", "gevalia"), posted("b", "löfbergs"))

    assert found(monitor) == ["b"]
    (row,) = selectors.word_lists(nordkaffe)
    assert (row.name, row.entries, row.monitors) == ("rivals", ("löfbergs",), ("list:rivals",))


def test_a_list_in_use_stays(nordkaffe):
    services.set_word_list(workspace=nordkaffe, by=MACHINE, name="rivals", entries=["gevalia"])
    monitor = listen_for(nordkaffe, "list:rivals")
    with pytest.raises(services.ListInUse):
        services.remove_word_list(workspace=nordkaffe, by=MACHINE, name="rivals")

    services.stop_monitor(monitor=monitor, by=MACHINE)
    services.remove_word_list(workspace=nordkaffe, by=MACHINE, name="rivals")

    assert selectors.word_lists(nordkaffe) == ()


def test_an_entry_that_is_no_query_is_named(nordkaffe):
    with pytest.raises(QueryError) as raised:
        services.set_word_list(workspace=nordkaffe, by=MACHINE, name="rivals", entries=["gevalia", '"lö'])

    assert (raised.value.code, raised.value.params["entry"]) == ("bad-list-entry", '"lö')


def test_a_back_fill_adds_what_was_heard_and_drops_what_is_no_longer_meant(nordkaffe):
    stream, monitor = shared_source(), listen_for(nordkaffe, "kaffe")
    hear(stream, posted("a", "kaffe"), posted("b", "te"), posted("c", "kaffe te"), posted("d", "bulle"))
    change(monitor, "te")

    while services.fill_next(now=NOON):
        pass

    assert found(monitor) == ["b", "c"]
    assert (BackFill.objects.get().found, BackFill.objects.get().dropped) == (1, 1)


def test_diffs_joined_are_the_wordings():
    old, new = 'kaffe OR "gott te"', 'kaffe OR ("gott te" AND lang:sv)'

    diff = selectors.monitors.diff(old, new)

    assert "".join(piece.text for piece in diff if piece.kind != "removed") == new
    assert "".join(piece.text for piece in diff if piece.kind != "added") == old


def test_a_look_back_shows_how_far_it_is_and_goes_on_after_a_kill(nordkaffe, monkeypatch):
    monkeypatch.setattr(import_module("lyhord.listening.services.back_fill"), "_LOOK", 2)
    hear(shared_source(), *(posted(f"{at}", "kaffe", at) for at in range(5)))
    monitor, parts = listen_for(nordkaffe, "kaffe"), []
    while services.fill_next(now=NOON):
        parts.append(selectors.back_fill_progress(monitor).part)

    assert (parts == sorted(parts), 0 < parts[1] < 1, parts[-1]) == (True, True, 1.0)
    assert (found(monitor), BackFill.objects.get().seen) == (["0", "1", "2", "3", "4"], 5)


def test_a_look_back_that_is_stopped_keeps_what_it_found(nordkaffe, monkeypatch):
    monkeypatch.setattr(import_module("lyhord.listening.services.back_fill"), "_LOOK", 2)
    hear(shared_source(), *(posted(f"{at}", "kaffe", at) for at in range(5)))
    monitor = listen_for(nordkaffe, "kaffe")
    services.fill_next(now=NOON)  # there are no mentions yet
    services.fill_next(now=NOON)

    stopped = services.stop_back_fill(monitor=monitor, by=MACHINE, now=NOON)

    assert (stopped, services.fill_next(now=NOON), found(monitor)) == (True, 0, ["3", "4"])
    assert not services.stop_back_fill(monitor=monitor, by=MACHINE, now=NOON)


def test_a_look_back_finds_posts_whose_authors_got_their_names_later(nordkaffe):
    hear(shared_source(), posted("a", "Gott", handle=""), posted("b", "Gott", author="bo", handle=""))
    Author.objects.create(network="bluesky", external_id="did:anna", handle="anna.example")
    monitor = listen_for(nordkaffe, "author:anna.example")

    while services.fill_next(now=NOON):
        pass

    assert found(monitor) == ["a"]
