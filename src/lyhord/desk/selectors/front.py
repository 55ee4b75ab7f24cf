"""Whether this installation is fresh, and which door somebody comes in by."""

from lyhord.organisation.models import User


def is_fresh() -> bool:
    """Nobody has an account, the people of the sample company not counted. One query."""
    return not User.objects.exclude(memberships__workspace__is_demo=True).exists()
