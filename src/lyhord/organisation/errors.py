"""The root of what can go wrong in the organisation."""

from lyhord.common.errors import LyhordError


class OrganisationError(LyhordError):
    """Something about the company, its people or their access that a person can be told."""
