"""Who is a member of what, and as what."""

from datetime import date, datetime

from django.db.models import Q

from lyhord.organisation.models import Member, Seat, User, Workspace
from lyhord.organisation.permissions import May, granted


def membership(user: User, slug: str) -> Member | None:
    """The person's membership of the workspace, if they have one and have not left. One query."""
    members = Member.objects.active().select_related("workspace", "user")
    return members.filter(user=user, workspace__slug=slug).first()


def positions_of(member: Member, *, today: date) -> frozenset[str]:
    """The positions somebody holds or covers today. One query."""
    held = Q(holder=member)
    covered = Q(covers__stand_in=member, covers__from_date__lte=today, covers__to_date__gte=today)
    seats = Seat.objects.on(today).filter(workspace_id=member.workspace_id).filter(held | covered)
    return frozenset(seats.values_list("position", flat=True))


def workspaces_of(user: User) -> list[Workspace]:
    """Where the person is a member, by name. One query."""
    mine = Workspace.objects.filter(members__user=user, members__left_at__isnull=True)
    return list(mine.order_by("name"))


def workspaces_with_api(user: User, *, now: datetime) -> tuple[Workspace, ...]:
    """Where the person may make API tokens today, by name. At most two queries and one a workspace."""
    members = (
        Member.objects.active().filter(user=user).select_related("workspace").order_by("workspace__name")
    )
    return tuple(
        member.workspace
        for member in members
        if May.USE_API in granted(positions_of(member, today=now.astimezone(member.workspace.zone).date()))
    )
