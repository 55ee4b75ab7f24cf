"""Compiled queries: each a row of numbers."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lyhord.percolator.query import Query
from lyhord.percolator.tree import Node

from .arrays import Indexes
from .groups import Group, Grouping, is_always_true
from .leaves import WIDE, Leaves
from .ragged import Ragged, joined

MOST_SINGLES = 2  # a single more is a group of one


@dataclass(slots=True)
class Rows:
    """``n`` compiled queries.

    ``anchors``: leaves of which one is true in every post that can match; empty if there are none.
    ``singles``: at most ``MOST_SINGLES`` literals that must all be true, rarest first. ``groups``: groups of
    literals, of each of which one must be true; each value is twice a literal, plus one where a group begins.
    ``checks``: the queries whose row asks for less than they do.
    """

    names: Sequence[str]
    anchors: Ragged
    singles: Ragged
    groups: Ragged
    checks: Mapping[int, Node]

    def __len__(self) -> int:
        return len(self.names)

    def selected(self, rows: Indexes) -> "Rows":
        """Only ``rows``."""
        places = {old: new for new, old in enumerate(rows.tolist()) if old in self.checks}
        return Rows(
            [self.names[row] for row in rows.tolist()],
            self.anchors.selected(rows),
            self.singles.selected(rows),
            self.groups.selected(rows),
            {new: self.checks[old] for old, new in places.items()},
        )

    def renumbered(self, numbers: Sequence[int]) -> "Rows":
        """The same rows, where leaf ``i`` is called ``numbers[i]``."""
        new = np.array(numbers, dtype=np.int32)
        anchors, singles, groups = self.anchors, self.singles, self.groups
        return Rows(
            self.names,
            anchors.with_values(new[anchors.values]),
            singles.with_values(new[singles.values >> 1] * 2 + (singles.values & 1)),
            groups.with_values(new[groups.values >> 2] * 4 + (groups.values & 3)),
            self.checks,
        )


def joined_rows(parts: Sequence[Rows]) -> Rows:
    """The rows of all ``parts``, one after the other."""
    checks: dict[int, Node] = {}
    names: list[str] = []
    for part in parts:
        checks |= {len(names) + row: node for row, node in part.checks.items()}
        names += part.names
    return Rows(
        names,
        joined([part.anchors for part in parts]),
        joined([part.singles for part in parts]),
        joined([part.groups for part in parts]),
        checks,
    )


class _Written:
    """Rows as they are written: flat, because millions of small lists cost time and room."""

    def __init__(self) -> None:
        self._lengths, self._values = array("i"), array("i")

    def add(self, row: Sequence[int]) -> None:
        self._lengths.append(len(row))
        self._values.extend(row)

    def ragged(self) -> Ragged:
        values = np.frombuffer(self._values, dtype=np.int32)
        return Ragged(np.frombuffer(self._lengths, dtype=np.int32), values)


@dataclass(slots=True)
class _WrittenRows:
    anchors: _Written = field(default_factory=_Written)
    singles: _Written = field(default_factory=_Written)
    groups: _Written = field(default_factory=_Written)


def compiled(queries: Iterable[Query], names: Sequence[str], leaves: Leaves) -> Rows:
    """One row per query; the leaves are numbered by ``leaves``."""
    written, checks = _WrittenRows(), {}
    grouping = Grouping(leaves)
    for row, query in enumerate(queries):
        grouping.is_exact = True
        _write(grouping.groups(query.node), leaves, written)
        if not grouping.is_exact:
            checks[row] = query.node
    return Rows(names, written.anchors.ragged(), written.singles.ragged(), written.groups.ragged(), checks)


def _write(groups: list[Group], leaves: Leaves, written: _WrittenRows) -> None:
    singles, several = _sorted(groups, leaves)
    anchor = _anchor(singles, several, leaves)
    written.anchors.add([literal >> 1 for literal in anchor])
    if len(anchor) == 1:
        singles = [literal for literal in singles if literal != anchor[0]]
    if len(singles) > 1:
        singles.sort(key=leaves.share_of_literal)
    written.singles.add(singles[:MOST_SINGLES])
    rest = [group for group in several if group is not anchor]
    rest += [(literal,) for literal in singles[MOST_SINGLES:]]
    written.groups.add([literal * 2 + (at == 0) for group in rest for at, literal in enumerate(group)])


def _sorted(groups: list[Group], leaves: Leaves) -> tuple[list[int], list[Group]]:
    """The literals that must be true, and the groups of several; groups that are always true are left out."""
    singles: list[int] = []
    several: list[Group] = []
    for group in groups:
        if len(group) == 1:
            singles.append(group[0])
        elif _is_union(group):
            singles.append(leaves.union([literal >> 1 for literal in group]) * 2)
        elif not is_always_true(group):
            several.append(group)
    return _without_long_exclusions(singles, leaves) if len(singles) > WIDE else singles, several


def _is_union(group: Group) -> bool:
    return len(group) > WIDE and not any(literal & 1 for literal in group)


def _without_long_exclusions(singles: list[int], leaves: Leaves) -> list[int]:
    """Many literals that must be false, as one: the union of their leaves is false."""
    excluded = {literal >> 1 for literal in singles if literal & 1}
    if len(excluded) <= WIDE:
        return singles
    return [literal for literal in singles if not literal & 1] + [leaves.union(list(excluded)) * 2 + 1]


def _anchor(singles: list[int], several: list[Group], leaves: Leaves) -> Group:
    """The group without exclusions that is true of the fewest posts; empty if every group has some."""
    shares = leaves.shares
    best: Group = ()
    fewest = 2.0
    for literal in singles:
        if not literal & 1 and shares[literal >> 1] < fewest:
            best, fewest = (literal,), shares[literal >> 1]
    for group in several:
        share = sum(shares[literal >> 1] for literal in group)
        if share < fewest and not any(literal & 1 for literal in group):
            best, fewest = group, share
    return best
