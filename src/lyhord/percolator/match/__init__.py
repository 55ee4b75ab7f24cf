"""``lyhord match``: standing queries against a file of posts. Contract: docs/query-language.md

Read in this order: ``posts`` (a line → a post), ``reading`` (a file → chunks of lines), ``answering``
(a chunk → what is written), ``crew`` (several processes that answer), ``progress``, ``command``.
"""

from .command import main

__all__ = ["main"]
