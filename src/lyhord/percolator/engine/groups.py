"""A query as a conjunction of groups, of each of which one literal must be true.

A literal is twice the number of a leaf, plus one when the leaf must be false. Where the conjunction would be
too large, or a leaf cannot be counted, it asks for less than the query does, and ``is_exact`` is False: what
it finds is then checked against the query itself.
"""

from itertools import chain, product
from math import prod

from lyhord.percolator.tree import And, Leaf, Near, Node, Not, Or, Phrase, Raw, Term, Title, Word

from .leaves import Leaves, is_countable

Group = tuple[int, ...]
_JOINED = (And, Or)  # written out, And | Or is made anew at every look
_MOST = 8  # groups an OR of ANDs may be multiplied out to


class Grouping:
    """Turns queries into groups of literals; the leaves are numbered by ``leaves``.

    ``is_exact`` is about all that was grouped since it was last set.
    """

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = leaves
        self.is_exact = True

    def groups(self, node: Node, *, wanted: bool = True) -> list[Group]:
        """Groups that are all true whenever ``node`` is (or, not ``wanted``, is not). None mean "always"."""
        if isinstance(node, Word):  # most are
            return [(self._leaves.number(node) * 2 + (not wanted),)]
        if isinstance(node, _JOINED):
            found = [self.groups(part, wanted=wanted) for part in node.parts]
            is_conjunction = isinstance(node, And) == wanted
            return list(chain.from_iterable(found)) if is_conjunction else self._either(found)
        if isinstance(node, Not):
            return self.groups(node.part, wanted=not wanted)
        return self._leaf(node, wanted)

    def _leaf(self, leaf: Leaf, wanted: bool) -> list[Group]:
        if is_countable(leaf):
            return [(self._leaves.number(leaf) * 2 + (not wanted),)]
        self.is_exact = False
        return self._less(leaf) if wanted else []

    def _less(self, leaf: Leaf) -> list[Group]:
        """What must be true for ``leaf``, which cannot be counted, to be true."""
        match leaf:
            case Raw():
                return []
            case Phrase(parts=atoms):
                return [(self._leaves.number(atom) * 2,) for atom in atoms]
            case Near(left=left, right=right):
                return self._side(left) + self._side(right)
            case Title(term=term):
                return self._less(term)
            case _:
                return [(self._leaves.number(leaf) * 2,)]

    def _side(self, terms: tuple[Term, ...]) -> list[Group]:
        return self._either([self._less(term) for term in terms])

    def _either(self, alternatives: list[list[Group]]) -> list[Group]:
        """Groups that are all true when those of one alternative are."""
        if not all(alternatives):
            return []
        if all(len(groups) == 1 for groups in alternatives):  # most are
            return [tuple({literal for (group,) in alternatives for literal in group})]
        if prod(map(len, alternatives)) > _MOST:
            self.is_exact = False
            alternatives = [[min(groups, key=self._share)] for groups in alternatives]
        return [
            tuple({literal for group in choice for literal in group}) for choice in product(*alternatives)
        ]

    def _share(self, group: Group) -> float:
        return sum(map(self._leaves.share_of_literal, group))


def is_always_true(group: Group) -> bool:
    """Whether a leaf and its opposite are both in ``group``."""
    return len(group) > 1 and any(literal ^ 1 in group for literal in group)
