"""The query language of a monitor and the matcher of standing queries. Plain Python and numpy.

Read in this order: ``post`` · ``characters`` · ``normal`` · ``words`` (what a post is made of), ``tree`` ·
``lexer`` · ``terms`` · ``fields`` · ``parser`` · ``query`` (what a query is), ``reference`` (what it means),
``explain``, ``adviser``, ``candidates`` (for a text index), ``percolator`` (many queries, many posts),
``cost`` (what a query asks of it).
"""

from .adviser import Advice
from .candidates import candidates
from .cost import Cost, cost
from .errors import QueryError, TooMuch
from .explain import Explanation, Missing, Span, explain
from .hits import Hits
from .indexing import index_tokens
from .percolator import Percolator
from .post import Post
from .query import Query

__all__ = [
    "Advice",
    "Cost",
    "Explanation",
    "Hits",
    "Missing",
    "Percolator",
    "Post",
    "Query",
    "QueryError",
    "Span",
    "TooMuch",
    "candidates",
    "cost",
    "explain",
    "index_tokens",
]
