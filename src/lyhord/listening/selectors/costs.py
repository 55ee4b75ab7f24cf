"""What a query will cost: hits a day, and its share of the matcher's time, known before it is saved."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.cache import cache

from lyhord.listening.models import Monitor, Revision
from lyhord.listening.selectors.monitors import Lists, lists_of
from lyhord.listening.selectors.rows import Preview, QueryCost
from lyhord.listening.selectors.stretches import heard_stretch, spans
from lyhord.organisation.models import Workspace
from lyhord.percolator import Post, Query, QueryError, cost
from lyhord.percolator.frequency import Frequencies, default_frequencies

_COUNTED, _ENOUGH = 2_000, 500  # posts that tell how common things are
_KEPT_S = 3_600
_SHORTEST = timedelta(hours=1)  # that a rate is taken from
_DAY = timedelta(days=1)


def query_cost(workspace: Workspace, query_text: str, found: Preview) -> QueryCost:
    """What ``query_text`` will cost; ``found`` is its preview. Raises QueryError.

    Some ten queries; four when somebody has asked within the hour.
    """
    lists = lists_of(workspace)
    asked = cost(Query.parse(query_text, lists), frequencies(workspace))
    others = _us_of_monitors(workspace, lists)
    is_known = found.heard_for >= _SHORTEST
    return QueryCost(
        hits_a_day=found.heard_hits * (_DAY / found.heard_for) if is_known else None,
        share=asked.share(others),
        us_per_post=asked.us_per_post,
    )


def frequencies(workspace: Workspace) -> Frequencies:
    """How common things are in what was heard of late; where that is little, what is shipped."""
    key = f"listening.shares.{workspace.pk}"
    shares = cache.get(key)
    if shares is None:
        shares = _shares(workspace)
        cache.set(key, shares, _KEPT_S)
    shipped = default_frequencies()
    return (
        Frequencies({token: shipped.share(token) for token in shipped.listed()} | shares)
        if shares
        else shipped
    )


def _shares(workspace: Workspace) -> dict[str, float]:
    heard, _ = spans(workspace)
    posts = heard_stretch(workspace, below=heard.below, size=_COUNTED).posts
    return shares_in(posts) if len(posts) >= _ENOUGH else {}


def shares_in(posts: Iterable[Post]) -> dict[str, float]:
    """The shares of posts, by token, of what is in two or more."""
    counted = Frequencies.counted(posts)
    return {token: counted.share(token) for token in counted.listed()}


def _us_of_monitors(workspace: Workspace, lists: Lists) -> float:
    """What the workspace's monitors together cost the matcher for each post."""
    revision = Revision.objects.values_list("number", flat=True).first() or 0
    key = f"listening.monitors_us.{workspace.pk}.{revision}"
    found: float | None = cache.get(key)
    if found is None:
        queries = Monitor.objects.active().filter(workspace=workspace).values_list("query", flat=True)
        found = sum(_us(query, lists) for query in queries)
        cache.set(key, found, _KEPT_S)
    return found


def _us(text: str, lists: Lists) -> float:
    try:
        return cost(Query.parse(text, lists)).us_per_post
    except QueryError:
        return 0.0
