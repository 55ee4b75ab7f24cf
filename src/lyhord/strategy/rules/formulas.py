"""Numbers made of other numbers: ``leads / visits``, ``100 * (replies + thanks) / mentions``.

A language of its own with names, numbers, + - * / and brackets; nothing else can be said in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.rules.goals import StrategyError

LONGEST = 300
DEEPEST = 20  # brackets within brackets

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<name>[a-z][a-z0-9_]*)|(?P<sign>[-+*/()]))")


class FormulaError(StrategyError):
    """A formula that cannot be read. ``position``: where, counted in characters from 0."""

    def __init__(self, message: str | Promise, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula; an empty text is its end."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    """``sign`` of left and right; for a name or a number the sign is empty and ``text`` says which."""

    text: str = ""
    sign: str = ""
    parts: tuple["Step", ...] = ()

    def names(self) -> Iterator[str]:
        """Every name in it, as often as it stands there."""
        if not self.sign and self.text[0].isalpha():
            yield self.text
        for part in self.parts:
            yield from part.names()

    def value(self, numbers: Mapping[str, Decimal]) -> Decimal | None:
        """What it comes to; None when a number is missing, or something is divided by zero."""
        if not self.sign:
            return numbers.get(self.text) if self.text[0].isalpha() else Decimal(self.text)
        left, right = (part.value(numbers) for part in self.parts)
        if left is None or right is None or (self.sign == "/" and not right):
            return None
        match self.sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
        return left / right


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read."""

    step: Step

    @property
    def names(self) -> frozenset[str]:
        """The numbers it is made of."""
        return frozenset(self.step.names())

    def value(self, numbers: Mapping[str, Decimal]) -> Decimal | None:
        """What it comes to with these numbers; None when one is missing, or something is divided by zero."""
        return self.step.value(numbers)


def parse(text: str) -> Formula:
    """Read a formula. Raises FormulaError, which says where it stopped making sense."""
    if len(text) > LONGEST:
        raise FormulaError(_("The formula is too long."), LONGEST)
    reader = _Reader(list(_tokens(text)))
    step = reader.sum(0)
    if reader.next.kind != "end":
        raise FormulaError(_("Something is missing before this: a sign, perhaps."), reader.next.at)
    return Formula(step)


def circle(needs: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """What needs itself by way of others, the first again at the end; empty when nothing does."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        return tuple(found.args[1])
    return ()


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if not found or not found.lastgroup:
            where = at + len(text[at:]) - len(text[at:].lstrip())
            raise FormulaError(
                _("This cannot stand in a formula: use names, numbers, + - * / and ( )."), where
            )
        yield Token(found.lastgroup, found[found.lastgroup].replace(",", "."), found.start(found.lastgroup))
        at = found.end()
    yield Token("end", "", len(text))


class _Reader:
    """Reads by the usual order: brackets, then times and divided by, then plus and minus."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> Token:
        return self._tokens[self._at]

    def sum(self, depth: int) -> Step:
        left = self._product(depth)
        while self.next.text in {"+", "-"}:
            sign = self._take().text
            left = Step(sign=sign, parts=(left, self._product(depth)))
        return left

    def _product(self, depth: int) -> Step:
        left = self._atom(depth)
        while self.next.text in {"*", "/"}:
            sign = self._take().text
            left = Step(sign=sign, parts=(left, self._atom(depth)))
        return left

    def _atom(self, depth: int) -> Step:
        token = self._take()
        if token.kind in {"name", "number"}:
            return Step(text=token.text)
        if depth > DEEPEST:
            raise FormulaError(_("Too many brackets within brackets."), token.at)
        if token.text == "-":
            return Step(sign="-", parts=(Step(text="0"), self._atom(depth + 1)))
        if token.text != "(":
            raise FormulaError(_("A name or a number is missing here."), token.at)
        inside = self.sum(depth + 1)
        if self._take().text != ")":
            raise FormulaError(_("A bracket is opened here and never closed."), token.at)
        return inside

    def _take(self) -> Token:
        token = self.next
        if token.kind != "end":
            self._at += 1
        return token
