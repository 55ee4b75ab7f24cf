"""Questions about saved views, mutes and what can be filtered by."""

from django.db.models import F, Q

from lyhord.channels.models import Source
from lyhord.listening.models import Monitor, Mute, SavedView
from lyhord.listening.rules.muting import Mutes
from lyhord.listening.selectors.counts import of_slot
from lyhord.listening.selectors.rows import FilterChoices, MentionFilter, MuteRow, SavedViewRow
from lyhord.organisation.models import Member, Workspace


def filter_choices(workspace: Workspace) -> FilterChoices:
    """What the filters offer: what there is. Three queries."""
    monitors = Monitor.objects.filter(workspace=workspace).order_by(
        F("stopped_at").desc(nulls_first=True), "name"
    )
    sources = Source.objects.filter(Q(workspace=workspace) | Q(workspace__isnull=True)).order_by(
        "name", "address"
    )
    kinds = list(of_slot(workspace).order_by().values_list("network", "lang").distinct())
    return FilterChoices(
        monitors=tuple(monitors.values_list("pk", "name")),
        networks=tuple(sorted({network for network, _ in kinds})),
        sources=tuple((source.pk, str(source)) for source in sources),
        languages=tuple(sorted({lang for _, lang in kinds})),
    )


def saved_views(workspace: Workspace, member: Member | None) -> tuple[SavedViewRow, ...]:
    """Everybody's views and the member's own, in order. One query."""
    views = SavedView.objects.filter(workspace=workspace).filter(Q(owner__isnull=True) | Q(owner=member))
    return tuple(_view(each) for each in views.order_by("place", "name", "pk"))


def saved_view(workspace: Workspace, member: Member | None, view_id: int) -> SavedView | None:
    """One view that the member may use: everybody's, or their own. One query."""
    views = SavedView.objects.filter(workspace=workspace, pk=view_id)
    return views.filter(Q(owner__isnull=True) | Q(owner=member)).first()


def mutes(workspace: Workspace) -> tuple[MuteRow, ...]:
    """Who and what is muted now, the newest first. One query."""
    current = Mute.objects.filter(workspace=workspace, ended_at__isnull=True).select_related("created_by")
    return tuple(
        MuteRow(
            id=each.pk,
            kind=each.kind,
            network=each.network,
            label=each.label,
            by=str(each.created_by or ""),
            created_at=each.created_at,
        )
        for each in current.order_by("-pk")
    )


def mutes_of(workspace_id: int) -> Mutes:
    """What the workspace has muted now, ready to be held against posts. One query."""
    held = Mutes()
    current = Mute.objects.filter(workspace=workspace_id, ended_at__isnull=True)
    for what in current.values_list("kind", "network", "value"):
        held.add(*what)
    return held


def mute(workspace: Workspace, mute_id: int) -> Mute | None:
    """One mute of the workspace. One query."""
    return Mute.objects.filter(workspace=workspace, pk=mute_id).first()


def _view(row: SavedView) -> SavedViewRow:
    filters = MentionFilter.from_json(row.filters)
    return SavedViewRow(id=row.pk, name=row.name, filters=filters, is_mine=row.owner_id is not None)
