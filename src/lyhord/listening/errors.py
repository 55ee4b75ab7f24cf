"""What can go wrong in listening, in words that may be shown."""

from lyhord.common.errors import LyhordError


class ListeningError(LyhordError):
    """Something about monitors or mentions that a person can be told."""
