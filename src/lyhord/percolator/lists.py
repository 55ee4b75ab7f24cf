"""Named lists: ``list:rivals`` stands for its entries, joined by OR."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from .errors import QueryError
from .lexer import Lexeme
from .normal import normalise
from .tree import And, Node, Not, Or

MAX_ENTRIES = 20_000

Lists = Mapping[str, Sequence[str]]


class ListsInUse:
    """The lists of a workspace; each is parsed once per query, when it is first used."""

    def __init__(self, lists: Lists, parse_entry: Callable[[str], Node]) -> None:
        self.used: dict[str, Or] = {}
        self._lists = lists
        self._parse_entry = parse_entry
        self._names = {normalise(name): name for name in lists}
        self._entries = 0

    def find(self, lexeme: Lexeme) -> Or:
        """The alternatives ``list:name`` stands for, placed where the list is first named."""
        name = self._names.get(normalise(lexeme.value.strip()))
        if name is None:
            raise _error("unknown-list", lexeme)
        if name not in self.used:
            self.used[name] = self._parsed(name, lexeme)
        return self.used[name]

    def _parsed(self, name: str, lexeme: Lexeme) -> Or:
        entries = [entry for entry in self._lists[name] if entry.strip()]
        self._entries += len(entries)
        if not entries:
            raise _error("empty-list", lexeme)
        if self._entries > MAX_ENTRIES:
            raise _error("list-too-large", lexeme)
        parts = tuple(self._entry(entry, lexeme) for entry in entries)
        return Or(lexeme.position, len(lexeme.text), parts, name)

    def _entry(self, entry: str, lexeme: Lexeme) -> Node:
        try:
            return _placed(self._parse_entry(entry), lexeme.position, len(lexeme.text))
        except QueryError as error:
            raise _error("bad-list-entry", lexeme, entry=entry, reason=error.message) from error


def _error(code: str, lexeme: Lexeme, *, entry: str = "", reason: str = "") -> QueryError:
    return QueryError(
        code,
        lexeme.position,
        len(lexeme.text),
        expected="list",
        list=lexeme.value,
        limit=MAX_ENTRIES,
        entry=entry,
        reason=reason,
    )


def _placed(node: Node, position: int, length: int) -> Node:
    """``node`` as if all of it stood at ``position``."""
    match node:
        case Not(part=part):
            return Not(position, length, _placed(part, position, length))
        case And(parts=parts) | Or(parts=parts):
            moved = tuple(_placed(part, position, length) for part in parts)
            return replace(node, position=position, length=length, parts=moved)
        case _:
            return replace(node, position=position, length=length)
