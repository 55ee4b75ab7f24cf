"""The form of a monitor and the text of its query are two ways to write the same thing.

``compose`` writes the query for a filled form, always. ``wording_of`` fills the form for a query, when that
has the form's shape: one of these, and one of those, without these, in these languages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lyhord.percolator import Query, QueryError
from lyhord.percolator.tree import And, Field, Handle, Hashtag, Node, Not, Or, Phrase, Word

Lists = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the form holds; each entry is a word, a phrase, a hashtag, a handle or ``field:value``."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # handles and hashtags: alternatives to ``words``
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def compose(wording: Wording) -> str:
    """The query that asks for ``wording``; empty when there is nothing in it."""
    wanted = [_any(map(term_of, (*wording.words, *wording.names))), _any(map(term_of, wording.also))]
    wanted.append(_any(f"lang:{language}" for language in wording.languages))
    groups = [group for group in wanted if group]
    asked = groups[0] if len(groups) == 1 and not wording.without else " AND ".join(map(_grouped, groups))
    return " ".join([asked, *(f"NOT {term_of(each)}" for each in wording.without)]).strip()


def wording_of(text: str, lists: Lists) -> Wording | None:
    """The form for the query ``text``; None when the query is wrong or says more than the form can."""
    try:
        node = Query.parse(text, lists).node
    except QueryError:
        return None
    parts = node.parts if isinstance(node, And) else (node,)
    kept = [part for part in parts if not isinstance(part, Not)]
    without = [_alternatives(part.part) for part in parts if isinstance(part, Not)]
    languages = [part for part in kept if _are_languages(part)]
    wanted = [_alternatives(part) for part in kept if not _are_languages(part)]
    if not 1 <= len(wanted) <= 2 or len(languages) > 1 or None in wanted or None in without:
        return None
    first, *second = (list(group or ()) for group in wanted)
    return Wording(
        words=_written(text, (leaf for leaf in first if not isinstance(leaf, Hashtag | Handle))),
        names=_written(text, (leaf for leaf in first if isinstance(leaf, Hashtag | Handle))),
        also=_written(text, second[0] if second else ()),
        without=_written(text, (leaf for group in without for leaf in group or ())),
        languages=tuple(_language(leaf) for part in languages for leaf in _alternatives(part) or ()),
    )


def entries_of(typed: str) -> tuple[str, ...]:
    """The entries that somebody typed: one a line, or with commas between; each once."""
    return tuple(dict.fromkeys(entry for line in typed.splitlines() for entry in _split(line) if entry))


def term_of(entry: str) -> str:
    """As it stands in a query: as it is when it is one thing there, else as a phrase."""
    return entry if _is_one_thing(entry) else '"{}"'.format(entry.replace('"', " ").strip())


def entry_of(term: str) -> str:
    """A term as it is typed into the form: a phrase needs no quotation marks there."""
    line = " ".join(term.split())
    bare = line.strip('"').strip()
    needs_none = (
        bare and not set(bare) & set('",') and isinstance(_asks(line), Word | Phrase | Hashtag | Handle)
    )
    return bare if needs_none and _asks(term_of(bare)) == _asks(line) else line


def _split(line: str) -> Iterable[str]:
    """Commas separate, but not inside quotation marks."""
    entry, is_quoted = "", False
    for sign in line:
        is_quoted ^= sign == '"'
        if sign == "," and not is_quoted:
            yield entry.strip()
            entry = ""
        else:
            entry += sign
    yield entry.strip()


def _any(terms: Iterable[str]) -> str:
    return " OR ".join(terms)


def _grouped(group: str) -> str:
    return f"({group})" if " OR " in group else group


def _is_one_thing(entry: str) -> bool:
    try:
        return not isinstance(Query.parse(entry).node, And | Or | Not)
    except QueryError as error:
        return error.code not in _NOT_A_TERM  # what is wrong with a field or a star, the query says best


_NOT_A_TERM = {
    "unclosed-quote",
    "unclosed-parenthesis",
    "unopened-parenthesis",
    "empty-parentheses",
    "leading-operator",
    "trailing-operator",
    "bad-near",
    "near-chain",
    "nothing-required",
}


def _alternatives(node: Node) -> Sequence[Node] | None:
    """The leaves of an OR-list, or the one leaf; None when there is more structure."""
    if isinstance(node, Or) and not node.list_name:
        groups = [_alternatives(part) for part in node.parts]
        return None if None in groups else [leaf for group in groups for leaf in group or ()]
    return None if isinstance(node, And | Not) else [node]


def _are_languages(node: Node) -> bool:
    leaves = _alternatives(node)
    return bool(leaves) and all(isinstance(leaf, Field) and leaf.name == "lang" for leaf in leaves or ())


def _language(leaf: Node) -> str:
    return leaf.value if isinstance(leaf, Field) else ""


def _written(text: str, leaves: Iterable[Node]) -> tuple[str, ...]:
    """Each leaf as it stands in the query."""
    return tuple(
        dict.fromkeys(entry_of(text[leaf.position : leaf.position + leaf.length]) for leaf in leaves)
    )


def _asks(term: str) -> Node | None:
    try:
        return Query.parse(term).node
    except QueryError:
        return None
