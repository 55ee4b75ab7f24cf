"""What the palette can find by name in a workspace."""

from lyhord.listening.models import Monitor
from lyhord.organisation.models import Member, Workspace
from lyhord.strategy.models import Goal

Named = list[tuple[int, str]]


def monitor_names(workspace: Workspace) -> Named:
    """Number and name of every monitor that listens. One query."""
    listening = Monitor.objects.filter(workspace=workspace, stopped_at__isnull=True)
    return list(listening.order_by("place", "name").values_list("pk", "name"))


def people_names(workspace: Workspace) -> Named:
    """Number and name of every member. One query."""
    members = Member.objects.active().filter(workspace=workspace).select_related("user")
    return [(member.pk, str(member)) for member in members.order_by("user__name")]


def goal_names(workspace: Workspace) -> Named:
    """Number and name of every current goal. One query."""
    return list(Goal.objects.current().filter(workspace=workspace).order_by("name").values_list("pk", "name"))
