"""Marks, mutes, views, previews, exports, roll-ups: what the department does with its mentions."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from lyhord.listening import selectors, services
from lyhord.listening.chores import CHORES
from lyhord.listening.models import DayCount, Gone, HeardPost, HourCount, Mention, Monitor
from lyhord.listening.rules import State
from lyhord.listening.selectors import MentionFilter
from lyhord.listening.services import Marked
from lyhord.listening.tests.stream import (
    MACHINE,
    NOON,
    deleted,
    found,
    hear,
    heard_texts,
    is_in_step,
    kept_tokens,
    listen_for,
    own_source,
    posted,
    shared_source,
)
from lyhord.percolator import QueryError


@pytest.fixture
def stream(nordkaffe, rival):
    """Coffee heard by two companies."""
    for workspace in (nordkaffe, rival):
        listen_for(workspace, "kaffe")
    it = shared_source()
    hear(it, posted("a"), posted("b", "Mer kaffe", 1), posted("c", "Bos kaffe", 2, author="bo"))
    return it


def pk(workspace, name):
    return Mention.objects.get(workspace=workspace, external_id=name).pk


def names(workspace, **asked):
    return [row.external_id for row in selectors.mentions(workspace, MentionFilter(**asked)).rows]


def test_a_mark_is_undone_where_nobody_changed_it_since(nordkaffe, stream):
    ids = [pk(nordkaffe, "a"), pk(nordkaffe, "b")]
    marked = services.mark(workspace=nordkaffe, ids=ids, state=State.DONE, by=MACHINE)
    services.mark(workspace=nordkaffe, ids=ids[:1], state=State.READ, by=MACHINE)

    changed = services.undo_mark(workspace=nordkaffe, marked=Marked.from_json(marked.as_json()), by=MACHINE)

    assert (changed, names(nordkaffe, state="new"), names(nordkaffe, state="read")) == (1, ["c", "b"], ["a"])


def test_nobody_marks_another_companys_mention(nordkaffe, rival, stream):
    marked = services.mark(workspace=nordkaffe, ids=[pk(rival, "a")], state=State.DONE, by=MACHINE)

    assert (marked.before, names(rival, state="done")) == ({}, [])


def test_more_than_a_thousand_marks_are_refused(nordkaffe):
    with pytest.raises(services.TooMany):
        services.mark(workspace=nordkaffe, ids=range(1001), state=State.DONE, by=MACHINE)


def test_a_muted_author_disappears_also_from_what_was_heard_before_and_comes_back(nordkaffe, rival, stream):
    mute = services.mute_author(workspace=nordkaffe, mention_id=pk(nordkaffe, "a"), by=MACHINE)
    assert (names(nordkaffe), names(nordkaffe, muted=True), names(rival)) == (
        ["c"],
        ["b", "a"],
        ["c", "b", "a"],
    )
    assert is_in_step()

    services.unmute(mute=mute, by=MACHINE)

    assert names(nordkaffe) == ["c", "b", "a"]
    assert is_in_step()


def test_a_muted_site_takes_what_links_to_it_or_below_it(nordkaffe, stream):
    hear(stream, posted("d", "kaffe https://www.svd.se/x", 3), posted("e", "kaffe https://notsvd.se/", 4))

    services.mute_site(workspace=nordkaffe, host="svd.se", by=MACHINE)
    hear(stream, posted("f", "kaffe https://svd.se/y", 5))

    assert names(nordkaffe, muted=True) == ["f", "d"]


def test_what_two_mutes_hold_one_cannot_let_go(nordkaffe, stream):
    hear(stream, posted("d", "kaffe https://svd.se/x", 3))
    site = services.mute_site(workspace=nordkaffe, host="svd.se", by=MACHINE)
    services.mute_author(workspace=nordkaffe, mention_id=pk(nordkaffe, "d"), by=MACHINE)

    services.unmute(mute=site, by=MACHINE)

    assert "d" in names(nordkaffe, muted=True)


def test_a_long_mute_is_gone_on_with_by_a_chore(nordkaffe, monkeypatch, stream):
    monkeypatch.setattr("lyhord.listening.services.mutes._CHUNK", 1)
    services.mute_author(workspace=nordkaffe, mention_id=pk(nordkaffe, "a"), by=MACHINE)
    at_once = names(nordkaffe, muted=True)

    while services.mute_next():
        pass

    assert (at_once, names(nordkaffe, muted=True)) == (["b"], ["b", "a"])


def test_no_site_cannot_be_muted(nordkaffe):
    with pytest.raises(services.NobodyToMute):
        services.mute_site(workspace=nordkaffe, host="what is this", by=MACHINE)


def test_a_view_is_ones_own_or_everybodys(nordkaffe, head, analyst):
    def save(member, name, **asked):
        services.save_view(
            workspace=nordkaffe, by=MACHINE, member=member, name=name, filters=MentionFilter(**asked)
        )

    save(None, "All tea", query="te")
    save(head.member, "Mine", state="new")
    save(head.member, "mine", state="done")

    assert [view.name for view in selectors.saved_views(nordkaffe, analyst.member)] == ["All tea"]
    mine = [view for view in selectors.saved_views(nordkaffe, head.member) if view.is_mine]
    assert [(view.name, view.filters.state) for view in mine] == [("mine", "done")]


def test_a_preview_counts_each_post_once_and_says_how_far_it_looked(nordkaffe, rival, stream):
    hear(
        own_source(nordkaffe),
        posted("n", "Vårt te", minute=60 * 24, author="bo"),
        now=NOON + timedelta(days=2),
    )
    hear(own_source(rival), posted("r", "Deras te"))

    preview = selectors.preview(nordkaffe, "kaffe OR te")

    assert (preview.hits, preview.posts_seen, preview.archive_hits, preview.complete) == (4, 4, 3, True)
    assert [day.hits for day in preview.per_day] == [3, 1]
    assert sorted((each.network, each.hits) for each in preview.per_source) == [("bluesky", 3), ("rss", 1)]
    assert [sample.text[-1].text for sample in preview.samples][:2] == ["te", "kaffe"]
    assert preview.searched_from == NOON + timedelta(hours=1)


def test_a_preview_without_time_says_so(nordkaffe, stream):
    ticks = iter(range(100))

    preview = selectors.preview(nordkaffe, "kaffe", seconds=0, clock=lambda: next(ticks))

    assert (preview.hits, preview.complete, preview.searched_from) == (0, False, None)


def test_a_preview_of_no_query_points_at_the_character(nordkaffe):
    with pytest.raises(QueryError):
        selectors.preview(nordkaffe, "NOT kaffe")


def test_an_export_has_no_formulas_and_every_row(nordkaffe, stream):
    hear(stream, posted("d", "=cmd|' /C calc'!A0 kaffe", 3, author_name="@evil"))

    heading, first, *others = selectors.export(nordkaffe, MentionFilter())

    assert (first[6], first[10]) == ("'@evil", "'=cmd|' /C calc'!A0 kaffe")
    assert (len(heading), [row[10] for row in others]) == (14, ["Bos kaffe", "Mer kaffe", "Gott kaffe"])


def test_why_tells_the_words_also_of_an_older_wording(nordkaffe, stream):
    monitor = Monitor.objects.get(workspace=nordkaffe)
    wish = services.MonitorWish(name="kaffe", query="te")
    services.change_monitor(monitor=monitor, by=MACHINE, asked=wish)

    (why,) = selectors.why(nordkaffe, pk(nordkaffe, "a"))

    assert (why.query, why.version, why.is_still) == ("kaffe", 1, False)
    assert [piece.text for piece in why.text if piece.is_marked] == ["kaffe"]


def test_another_companys_mention_is_none(nordkaffe, rival, stream):
    theirs = pk(rival, "a")

    assert (selectors.mention(nordkaffe, theirs), selectors.why(nordkaffe, theirs)) == (None, None)


def test_days_are_those_of_the_company_and_have_no_holes(nordkaffe, stream):
    hear(stream, posted("late", "kaffe", minute=60 * 11 + 30), now=NOON + timedelta(days=1))

    days = selectors.mentions_per_day(nordkaffe, now=NOON + timedelta(days=2), days=4)

    assert [day.hits for day in days] == [0, 3, 1, 0]
    (row,) = selectors.monitor_list(nordkaffe, now=NOON + timedelta(days=2))
    assert (row.hits_7_days, row.days) == (4, (0, 0, 0, 0, 3, 1, 0))


def test_spoilt_roll_ups_and_index_are_made_anew(nordkaffe, stream):
    hear(stream, deleted("b", 9))
    HourCount.objects.update(mentions=77)
    DayCount.objects.filter(monitor__isnull=True).delete()
    Mention.objects.filter(external_id="a").update(state="done")
    assert not is_in_step()

    said = StringIO()
    call_command("rebuild_counts", stdout=said)
    call_command("rebuild_index", stdout=said)

    assert is_in_step()


def test_what_is_deleted_by_whatever_way_leaves_the_index(nordkaffe, rival, stream):
    rival.mentions.all().delete()

    assert set(kept_tokens()) == set(nordkaffe.mentions.values_list("pk", flat=True))


def test_the_heard_window_rolls_on(nordkaffe, settings, stream):
    settings.HEARD_HOURS, settings.HEARD_POSTS = 48, 2
    by_number = services.prune_heard(now=NOON)
    left = list(HeardPost.objects.values_list("external_id", flat=True))

    by_time = services.prune_heard(now=NOON + timedelta(hours=50))

    assert (by_number, left, by_time, heard_texts(nordkaffe)) == (
        1,
        ["b", "c"],
        2,
        ["Bos kaffe", "Gott kaffe", "Mer kaffe"],
    )


def test_every_chore_can_come_round(nordkaffe, stream):
    Gone.objects.create(key=1, at=NOON - timedelta(days=30))

    done = {chore.name: chore.run(NOON) for chore in CHORES}

    assert done["listening: forget what is gone"] == 1
    assert done["listening: back-fill"] > 0
    assert found(Monitor.objects.get(workspace=nordkaffe)) == ["a", "b", "c"]
