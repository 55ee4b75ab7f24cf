"""Nordkaffe AB, the sample company, to look around in. All of it invented, dated relative to today.

Read in this order: ``company`` (who), ``aims`` (what for), ``ears`` (what they listen for), ``history``
(what was said), ``filling`` (all of it at once, and away again).
"""

from lyhord.desk.demo.filling import fill, remove, sample_head, sample_workspace

__all__ = ["fill", "remove", "sample_head", "sample_workspace"]
