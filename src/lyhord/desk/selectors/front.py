"""Whether this installation is fresh, and which door somebody comes in by."""

from lyhord.organisation.models import User, Workspace


def is_fresh() -> bool:
    """Nobody has an account, the people of the sample company not counted. One query."""
    return not User.objects.exclude(memberships__workspace__is_demo=True).exists()


def sample_is_there() -> bool:
    """The sample company is filled and can be entered at once. One query."""
    return Workspace.objects.filter(is_demo=True).exists()
