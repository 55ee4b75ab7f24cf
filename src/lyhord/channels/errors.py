"""The root of what can be wrong with a source, in words for a person."""

from lyhord.common.errors import LyhordError


class ChannelsError(LyhordError):
    """Something about a source that a person should know."""
