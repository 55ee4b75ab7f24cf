"""Every number that is counted by itself, one file each. A new one is a file here and a line below."""

from lyhord.reporting.measures import mentions
from lyhord.reporting.measures.base import Measured

MEASURES: dict[str, Measured] = {each.key: each for each in (mentions.MEASURED,)}

__all__ = ["MEASURES", "Measured"]
