"""The grammar: lexemes → tree.

either  = both ("OR" both)*
both    = negated ("AND"? negated)*
negated = ("NOT" | "-")* near
near    = one ("NEAR/n" one)?
one     = "(" either ")" | field | phrase | word
"""

from .errors import QueryError
from .fields import field
from .lexer import OPERATORS, Lexeme, Sign, lexemes
from .lists import Lists, ListsInUse
from .terms import term
from .tree import And, Handle, Hashtag, Near, Node, Not, Or, Phrase, Term, Word, requires_something

MAX_LENGTH = 10_000
MAX_DEPTH = 50
_ENDS_BOTH = (Sign.OR, Sign.CLOSE, Sign.END)


def parse(text: str, lists: Lists | None = None) -> tuple[Node, frozenset[str]]:
    """The tree of ``text`` and the names of the lists it uses. Raises QueryError and nothing else.

    ``lists``: for every name its entries, each a query of its own.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError("too-long", MAX_LENGTH, len(text) - MAX_LENGTH, expected="less", limit=MAX_LENGTH)
    in_use = ListsInUse(lists or {}, _parse_entry)
    node = _Parser(text, in_use).whole()
    if not requires_something(node):
        raise QueryError("nothing-required", node.position, node.length, expected="wanted")
    return node, frozenset(in_use.used)


def _parse_entry(entry: str) -> Node:
    if len(entry) > MAX_LENGTH:
        raise QueryError("too-long", MAX_LENGTH, expected="less", limit=MAX_LENGTH)
    return _Parser(entry, None).whole()


class _Parser:
    def __init__(self, text: str, lists: ListsInUse | None) -> None:
        self._lexemes = [*lexemes(text), Lexeme(Sign.END, "", len(text))]  # one more, to look behind the end
        self._at = 0
        self._next = self._lexemes[0]
        self._depth = 0
        self._lists = lists

    def whole(self) -> Node:
        node = self._either()
        if self._next.sign is not Sign.END:
            raise QueryError("unopened-parenthesis", self._next.position)
        return node

    def _take(self) -> Lexeme:
        lexeme = self._next
        self._at += 1
        self._next = self._lexemes[self._at]
        return lexeme

    def _either(self) -> Node:
        parts = [self._both()]
        while self._next.sign is Sign.OR:
            self._take()
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Or(*_around(parts[0], parts[-1]), tuple(parts))

    def _both(self) -> Node:
        parts = [self._negated()]
        while (sign := self._next.sign) not in _ENDS_BOTH:
            if sign is Sign.AND:
                self._take()
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else And(*_around(parts[0], parts[-1]), tuple(parts))

    def _negated(self) -> Node:
        first = self._next
        if first.sign is not Sign.NOT:
            return self._near()
        is_negated = False
        while self._next.sign is Sign.NOT:
            self._take()
            is_negated = not is_negated
        node = self._near()
        length = node.position + node.length - first.position
        return Not(first.position, length, node) if is_negated else node

    def _near(self) -> Node:
        left = self._one()
        if self._next.sign is not Sign.NEAR:
            return left
        operator = self._take()
        right = self._one()
        if self._next.sign is Sign.NEAR:
            raise QueryError("near-chain", self._next.position, len(self._next.text))
        distance, is_ordered = int(operator.value.rstrip("f")), operator.value.endswith("f")
        return Near(*_around(left, right), _alternatives(left), _alternatives(right), distance, is_ordered)

    def _one(self) -> Node:
        lexeme = self._take()
        if lexeme.sign is Sign.TERM or lexeme.sign is Sign.PHRASE:
            return term(lexeme.value, lexeme.position, len(lexeme.text))
        if lexeme.sign is Sign.OPEN:
            return self._parenthesis(lexeme)
        if lexeme.sign is Sign.FIELD:
            return self._field(lexeme)
        raise self._misplaced(lexeme)

    def _parenthesis(self, opening: Lexeme) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError("too-deep", opening.position, expected="less", limit=MAX_DEPTH)
        node = self._either()
        if self._next.sign is not Sign.CLOSE:
            raise QueryError("unclosed-parenthesis", opening.position, expected="parenthesis")
        self._take()
        self._depth -= 1
        return node

    def _field(self, lexeme: Lexeme) -> Node:
        name = lexeme.text.partition(":")[0].casefold()
        if name != "list":
            return field(lexeme, name)
        if self._lists is None:
            raise QueryError("list-in-list", lexeme.position, len(lexeme.text))
        return self._lists.find(lexeme)

    def _misplaced(self, lexeme: Lexeme) -> QueryError:
        before = self._lexemes[self._at - 2] if self._at > 1 else None
        place = lexeme.position, max(len(lexeme.text), 1)
        if lexeme.sign in OPERATORS:
            return QueryError("leading-operator", *place, expected="term", operator=lexeme.text)
        if before and before.sign in OPERATORS:
            where = before.position, len(before.text)
            return QueryError("trailing-operator", *where, expected="term", operator=before.text)
        if before and before.sign is Sign.OPEN:
            code = "empty-parentheses" if lexeme.sign is Sign.CLOSE else "unclosed-parenthesis"
            return QueryError(code, before.position, expected="term")
        return QueryError(
            "empty" if lexeme.sign is Sign.END else "unopened-parenthesis", *place, expected="term"
        )


def _around(first: Node, last: Node) -> tuple[int, int]:
    return first.position, last.position + last.length - first.position


def _alternatives(node: Node) -> tuple[Term, ...]:
    """What may stand on one side of NEAR: a term, or an OR-list of terms."""
    if isinstance(node, Word | Hashtag | Handle | Phrase):
        return (node,)
    if isinstance(node, Or):
        return tuple(term for part in node.parts for term in _alternatives(part))
    raise QueryError("bad-near", node.position, node.length, expected="term")
