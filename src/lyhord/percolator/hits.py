"""Which posts were found by which queries."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Hits:
    """Pairs: ``posts[i]`` is found by ``queries[i]``.

    ``posts``: positions in the matched batch of ``size`` posts, ascending;
    ``queries``: positions in ``names``, where the ids of the queries stand (and perhaps more).
    """

    posts: Positions
    queries: Positions
    names: Sequence[str]
    size: int

    def __len__(self) -> int:
        return len(self.posts)

    def ids(self) -> list[list[str]]:
        """For each post of the batch the ids of the queries that find it, ascending."""
        found: list[list[str]] = [[] for _ in range(self.size)]
        for post, query in zip(self.posts.tolist(), self.queries.tolist(), strict=True):
            found[post].append(self.names[query])
        return [sorted(names) for names in found]
