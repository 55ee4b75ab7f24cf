"""A query: what a person wrote, and the tree it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from .adviser import Advice, advice
from .lists import Lists
from .parser import parse
from .tree import Node


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. ``str()`` gives it back as it was written.

    ``lists`` names the lists it uses: when one of them changes, parse it again.
    """

    text: str
    node: Node
    lists: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str, lists: Lists | None = None) -> "Query":
        """Understand ``text``; ``lists`` gives the entries of every named list.

        Raises QueryError, and nothing else, within 50 ms.
        """
        node, used = parse(text, lists)
        return cls(text, node, used)

    def advice(self) -> Sequence[Advice]:
        """What the writer should think about, in the order of the query."""
        return advice(self.node, self.text)

    def __str__(self) -> str:
        return self.text
