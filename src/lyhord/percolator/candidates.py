"""What a text index can ask: the tokens of a post, and a rough query over such tokens.

``candidates`` offers too much but never too little: whenever a query finds a post, its candidate
tree holds on the post's ``index_tokens``. The reference or the percolator has the last word.
"""

from dataclasses import dataclass

from .links import host
from .normal import normalise
from .post import Post
from .query import Query
from .tree import And, Field, Handle, Has, Hashtag, Near, Node, Or, Phrase, Raw, Site, Title, Word
from .words import Kind, links, tokens_of_normalised, without_links

_SIGN = {Kind.WORD: "", Kind.HASHTAG: "#", Kind.HANDLE: "@"}


@dataclass(frozen=True, slots=True)
class Token:
    """Posts with this index token."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Posts with an index token that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Posts that every part offers; two or more parts."""

    parts: tuple["Candidates", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Posts that at least one part offers; two or more parts."""

    parts: tuple["Candidates", ...]


Candidates = Token | Prefix | AllOf | AnyOf | None  # None: any post may match, the index cannot help


def index_tokens(post: Post) -> set[str]:
    """What a text index keeps of ``post``; no token holds white space.

    Its words, ``#hashtags`` and ``@handles``, normalised; ``lang:sv``, ``source:rss``, ``type:post``,
    ``author:anna.bsky.social``; each link’s ``site:www.svd.se`` and parents; ``has:link``, ``has:title``.
    """
    normal = [normalise(post.title), normalise(post.text)]
    found = {_SIGN[t.kind] + t.text for text in normal for t in tokens_of_normalised(without_links(text))}
    fields = {f"{name}:{normalise(getattr(post, name))}" for name in ("lang", "source", "type", "author")}
    all_links = [
        *(normalise(link) for link in post.links),
        *(link for text in normal for link in links(text)),
    ]
    sites = {f"site:{parent}" for link in all_links for parent in _parents(host(link))}
    has = {"has:link"} if all_links else set()
    if post.title.strip():
        has.add("has:title")
    return found | sites | has | {field for field in fields if _is_one_token(field)}


def candidates(query: Query) -> Candidates:
    """The rough query for a text index; ``None`` when every post may match."""
    return _rough(query.node)


def holds(rough: Candidates, tokens: set[str]) -> bool:
    """Whether a post with these index tokens is offered by ``rough``."""
    match rough:
        case None:
            return True
        case Token(text=text):
            return text in tokens
        case Prefix(text=text):
            return any(token.startswith(text) for token in tokens)
        case AllOf(parts=parts):
            return all(holds(part, tokens) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, tokens) for part in parts)


def _rough(node: Node) -> Candidates:
    match node:
        case And(parts=parts):
            return _all_of([_rough(part) for part in parts])
        case Or(parts=parts):
            return _any_of([_rough(part) for part in parts])
        case Near(left=left, right=right):
            return _all_of([_any_of([_rough(term) for term in side]) for side in (left, right)])
        case Phrase(parts=words):
            return _all_of([_rough(word) for word in words])
        case Title(term=term):
            return _rough(term)
        case Word() | Hashtag() | Handle():
            return _rough_term(node)
        case _:
            return _rough_field(node)


def _rough_term(term: Word | Hashtag | Handle) -> Candidates:
    match term:
        case Word(text=text, is_prefix=is_prefix):
            return Prefix(text) if is_prefix else Token(text)
        case Hashtag(text=text, is_prefix=is_prefix):
            return Prefix("#" + text) if is_prefix else Token("#" + text)
        case Handle(text=text):
            return Token("@" + text)


def _rough_field(node: Node) -> Candidates:
    match node:
        case Field(name=name, value=value) if _is_one_token(value):
            return Token(f"{name}:{value}")
        case Site(host=name):
            return Token(f"site:{name}")
        case Has(what="link" | "title" as what):
            return Token(f"has:{what}")
        case Raw(text=text):
            return _all_of([Token(word) for word in _whole_words(text)])
        case _:
            return None


def _whole_words(raw: str) -> list[str]:
    """The words that stand in every text with ``raw`` in it: those with white space on both sides."""
    inner = raw.split()
    inner = inner[0 if raw[:1].isspace() else 1 : None if raw[-1:].isspace() else -1]
    normal = without_links(normalise(" ".join(inner)))
    return sorted({token.text for token in tokens_of_normalised(normal) if token.kind == Kind.WORD})


def _all_of(parts: list[Candidates]) -> Candidates:
    useful = list(dict.fromkeys(part for part in parts if part is not None))
    if len(useful) < 2:
        return useful[0] if useful else None
    return AllOf(tuple(useful))


def _any_of(parts: list[Candidates]) -> Candidates:
    different = list(dict.fromkeys(parts))
    if None in different:
        return None
    return different[0] if len(different) == 1 else AnyOf(tuple(different))


def _parents(name: str) -> list[str]:
    labels = name.split(".") if name else []
    return [".".join(labels[at:]) for at in range(len(labels))]


def _is_one_token(text: str) -> bool:
    return bool(text) and not any(char.isspace() for char in text)
