"""Questions about mentions: lists, search, why a monitor found them."""

from collections.abc import Callable, Collection, Iterable, Mapping

from babel.numbers import format_decimal
from django.utils.translation import get_language

from lyhord.listening.models import Hit, Mention, Monitor, MonitorVersion
from lyhord.listening.rules import State
from lyhord.listening.rules.marking import pieces
from lyhord.listening.selectors.finding import COUNTED_TO, asked_for
from lyhord.listening.selectors.monitors import Lists, lists_of
from lyhord.listening.selectors.rows import MentionFilter, MentionList, MentionRow, MonitorTag, Why
from lyhord.listening.selectors.upkeep import monitors_of
from lyhord.organisation.models import Workspace
from lyhord.percolator import Explanation, Post, Query, QueryError, explain

_NOTHING = MentionList(rows=(), next_before=None, total=0, is_more=False, total_text="0")
Explain = Callable[[Post, Iterable[Monitor]], list[Explanation]]


def mentions(
    workspace: Workspace,
    filters: MentionFilter,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = 25,
) -> MentionList:
    """A page of mentions, newest first: those with ids below ``before``, or above ``after``.

    Five queries, one more with words, one more with a monitor or a function (and two more for each further
    thousand candidates where most of what the index offers is wrong). The total is counted on the first page
    only; later its text is empty. Raises QueryError.
    """
    asked = asked_for(workspace, filters)
    if asked is None:
        return _NOTHING
    if after is not None:
        asked = asked.above(after)
    found = asked.first(limit) if before is None else asked.older(before, limit)
    return MentionList(
        rows=_rows(workspace, found.ids, asked.query, asked.lists),
        next_before=found.next_before,
        total=found.total,
        is_more=found.is_more,
        total_text=count_text(found.total, found.is_more) if before is None else "",
    )


def rows_of(workspace: Workspace, ids: Collection[int]) -> tuple[MentionRow, ...]:
    """These mentions, as far as the workspace has them, newest first. Four queries."""
    return _rows(workspace, ids, None, lists_of(workspace))


def mention(workspace: Workspace, mention_id: int) -> MentionRow | None:
    """One mention; None when the workspace has none such, or it was deleted at its source. Four queries."""
    return next(iter(rows_of(workspace, [mention_id])), None)


def why(workspace: Workspace, mention_id: int) -> tuple[Why, ...] | None:
    """Which monitors found a mention, by which words; None when there is none such. Four queries."""
    found = Mention.objects.of(workspace).there().filter(pk=mention_id).first()
    if found is None:
        return None
    hits = list(
        Hit.objects.filter(mention=found).select_related("monitor").order_by("monitor__place", "monitor")
    )
    older = MonitorVersion.objects.filter(monitor__in=[hit.monitor_id for hit in hits])
    wordings = {(row.monitor_id, row.number): row.query for row in older}
    lists = lists_of(workspace)
    return tuple(_why(hit, found.to_post(), wordings, lists) for hit in hits)


def unread_count(workspace: Workspace) -> str:
    """How many mentions nobody has read: "12", "1,000+". One query."""
    unread = Mention.objects.of(workspace).counted().filter(state=State.NEW)[: COUNTED_TO + 1].count()
    return count_text(min(unread, COUNTED_TO), unread > COUNTED_TO)


def newest_id(workspace: Workspace) -> int:
    """The id of the newest mention; 0 when there is none. One query."""
    return Mention.objects.of(workspace).order_by("-pk").values_list("pk", flat=True).first() or 0


def count_text(number: int, is_more: bool) -> str:
    """The number as the reader's language writes it, with a plus when there are more."""
    return format_decimal(number, locale=(get_language() or "en").split("-")[0]) + ("+" if is_more else "")


def _rows(
    workspace: Workspace, ids: Collection[int], query: Query | None, lists: Lists
) -> tuple[MentionRow, ...]:
    """Three queries. Words are marked that ``query`` asks for, else those that the monitors ask for."""
    finders = monitors_of(ids)
    monitors = _monitors(workspace, finders)
    tell = _teller(query, monitors, lists)
    found = Mention.objects.of(workspace).there().filter(pk__in=ids).select_related("source").order_by("-pk")
    return tuple(_row(each, *_found_by(finders.get(each.pk, set()), monitors), tell) for each in found)


def _monitors(workspace: Workspace, finders: Mapping[int, Collection[int]]) -> dict[int, Monitor]:
    """The monitors that found any of it, in the department's order; of a thousand a page needs a few."""
    wanted = Monitor.objects.filter(workspace=workspace, pk__in=set().union(*finders.values()))
    return {each.pk: each for each in wanted.order_by("place", "name", "pk")}


def _found_by(
    finders: Collection[int], monitors: Mapping[int, Monitor]
) -> tuple[tuple[Monitor, ...], frozenset[str]]:
    """Those of the monitors, in order, and the functions they serve."""
    found = tuple(each for pk, each in monitors.items() if pk in finders)
    return found, frozenset(function for each in found for function in each.functions)


def _row(
    found: Mention, finders: tuple[Monitor, ...], functions: frozenset[str], tell: Explain
) -> MentionRow:
    told = tell(found.to_post(), finders)
    return MentionRow(
        id=found.pk,
        network=found.network,
        source_id=found.source_id,
        source_name=str(found.source or ""),
        external_id=found.external_id,
        url=found.url,
        type=found.type,
        title=pieces(found.title, [span for each in told for span in each.title_spans]),
        text=pieces(found.text, [span for each in told for span in each.spans]),
        author=found.author,
        author_name=found.author_name,
        author_id=found.author_id,
        author_url=found.author_url,
        followers=found.followers,
        lang=found.lang,
        links=tuple(found.links),
        created_at=found.created_at,
        arrived_at=found.arrived_at,
        edited_at=found.edited_at,
        state=State(found.state),
        is_muted=found.is_muted,
        monitors=tuple(map(_tag, finders)),
        functions=tuple(sorted(functions)),
    )


def _teller(query: Query | None, monitors: Mapping[int, Monitor], lists: Lists) -> Explain:
    """Explains a post by ``query``; if there is none, by the monitors that found it, each parsed once."""
    if query is not None:
        return lambda post, _: [explain(query, post)]
    parsed = {pk: _parsed(each.query, lists) for pk, each in monitors.items()}

    def tell(post: Post, finders: Iterable[Monitor]) -> list[Explanation]:
        of_finders = (parsed[each.pk] for each in finders)
        return [explain(each, post) for each in of_finders if each is not None]

    return tell


def _why(hit: Hit, post: Post, wordings: dict[tuple[int, int], str], lists: Lists) -> Why:
    text, told, is_still = hit.monitor.query, _told(hit.monitor.query, post, lists), True
    version = hit.monitor.version
    if not told.matched:
        version, is_still = hit.version, False
        text = wordings.get((hit.monitor_id, version), text)
        told = _told(text, post, lists)
    return Why(
        monitor=_tag(hit.monitor),
        query=text,
        version=version,
        is_still=is_still,
        title=pieces(post.title, told.title_spans),
        text=pieces(post.text, told.spans),
    )


def _told(query: str, post: Post, lists: Lists) -> Explanation:
    parsed = _parsed(query, lists)
    return explain(parsed, post) if parsed else Explanation(matched=False)


def _parsed(query: str, lists: Lists) -> Query | None:
    try:
        return Query.parse(query, lists)
    except QueryError:  # of an old wording that uses a list which is gone
        return None


def _tag(monitor: Monitor) -> MonitorTag:
    return MonitorTag(id=monitor.pk, name=monitor.name, colour=monitor.colour)
