"""Many standing queries against a stream of posts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from .candidates import AllOf, AnyOf, Candidates, Prefix, Token, candidates, index_tokens
from .document import document
from .frequency import share_of_posts
from .hits import Hits
from .post import Post
from .query import Query
from .reference import is_true

_Anchors = list[Token | Prefix]


class Percolator:
    """Finds, for every post, the queries that match it. Queries come and go at any time."""

    def __init__(self, queries: Mapping[str, Query] | None = None) -> None:
        self._queries: dict[str, Query] = {}
        self._by_token: defaultdict[str, set[str]] = defaultdict(set)
        self._by_prefix: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._always: set[str] = set()
        for name, query in (queries or {}).items():
            self.put(name, query)

    def __len__(self) -> int:
        return len(self._queries)

    def put(self, name: str, query: Query) -> None:
        """Add ``query``, or replace the one called ``name``; live at the next match."""
        self.remove(name)
        self._queries[name] = query
        for place in self._places(query):
            place.add(name)

    def remove(self, name: str) -> None:
        """Forget the query called ``name``, if there is one."""
        if query := self._queries.pop(name, None):
            for place in self._places(query):
                place.discard(name)

    def match(self, posts: Sequence[Post]) -> Hits:
        """The pairs of post and query that match, in the order of ``posts``."""
        names = tuple(sorted(self._queries))
        position = {name: at for at, name in enumerate(names)}
        pairs = [(at, position[name]) for at, post in enumerate(posts) for name in self._match_one(post)]
        found = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
        return Hits(found[:, 0], found[:, 1], names, len(posts))

    def _match_one(self, post: Post) -> list[str]:
        offered = self._offered(post)
        doc = document(post) if offered else None
        return [name for name in offered if doc and is_true(self._queries[name].node, doc)]

    def _offered(self, post: Post) -> set[str]:
        offered = set(self._always)
        for token in index_tokens(post):
            offered |= self._by_token.get(token, set())
            for length, names in self._by_prefix.items():
                offered |= names.get(token[:length], set())
        return offered

    def _places(self, query: Query) -> Iterator[set[str]]:
        """The sets the query's name belongs in: those of its anchors."""
        for anchor in anchors(candidates(query)):
            match anchor:
                case None:
                    yield self._always
                case Token(text=text):
                    yield self._by_token[text]
                case Prefix(text=text):
                    yield self._by_prefix[len(text)][text]


def anchors(rough: Candidates) -> list[Token | Prefix | None]:
    """The rarest tokens of which every post that can match has at least one; ``[None]`` if there are none."""
    match rough:
        case None | Token() | Prefix():
            return [rough]
        case AnyOf(parts=parts):
            return [anchor for part in parts for anchor in anchors(part)]
        case AllOf(parts=parts):
            return min((anchors(part) for part in parts), key=lambda found: sum(map(_expected, found)))


def _expected(anchor: Token | Prefix | None) -> float:
    match anchor:
        case None:
            return 1.0
        case Prefix(text=text):
            return 1.0 / len(text) ** 2
        case Token(text=text):
            return 0.3 if ":" in text else max(share_of_posts(text), 0.001)
