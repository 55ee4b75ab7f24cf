"""What a person typed as a word or a phrase → the term that is searched."""

from functools import lru_cache
from typing import NamedTuple

from .errors import QueryError
from .normal import normalise
from .tree import Handle, Hashtag, Phrase, Term, Word
from .words import Kind, Token, links, tokens_of_normalised, without_links

MIN_PREFIX = 2
_SHORT = 64  # characters; what is longer is not kept for the next time

_Atom = Word | Hashtag | Handle


class _Wrong(NamedTuple):
    """The code of an error, and which star it is about."""

    code: str
    star: int = -1


def term(text: str, position: int, length: int) -> Term:
    """The term for ``text``, written at ``position``: one word, hashtag or handle, else a phrase of these.

    Raises QueryError when there is no word in it or a ``*`` stands wrong.
    """
    if text.isascii() and text.isalnum():  # most are, and this is ten times quicker
        return Word(position, length, text.lower())
    atoms = _atoms_of_short(text) if len(text) <= _SHORT else _atoms(text)
    if isinstance(atoms, _Wrong):
        raise _error(atoms, text, position, length)
    return _placed(atoms[0], position, length) if len(atoms) == 1 else Phrase(position, length, atoms)


def _atoms(text: str) -> tuple[_Atom, ...] | _Wrong:
    """The atoms of ``text``, without a place of their own, or what is wrong with it."""
    normal = normalise(text)
    found = _strongest(tokens_of_normalised(without_links(normal)))
    if "*" in normal and (wrong := _wrong_star(found, normal)):
        return wrong
    if not found:
        return _Wrong("link-as-word" if links(normal) else "no-word")
    return tuple(_atom(token, normal[token.end : token.end + 1] == "*") for token in found)


_atoms_of_short = lru_cache(4096)(_atoms)


def _atom(token: Token, is_prefix: bool) -> _Atom:
    if token.kind is Kind.WORD:
        return Word(0, 0, token.text, is_prefix)
    return Hashtag(0, 0, token.text, is_prefix) if token.kind is Kind.HASHTAG else Handle(0, 0, token.text)


def _placed(atom: _Atom, position: int, length: int) -> _Atom:
    if isinstance(atom, Handle):
        return Handle(position, length, atom.text)
    return type(atom)(position, length, atom.text, atom.is_prefix)


def _strongest(tokens: list[Token]) -> list[Token]:
    """Each word once: as the hashtag or handle it is part of, else as itself."""
    chosen: list[Token] = []
    for token in tokens:
        if token.kind is not Kind.WORD:
            chosen[-1] = token
        elif not chosen or token.first > chosen[-1].last:
            chosen.append(token)
    return chosen


def _wrong_star(found: list[Token], normal: str) -> _Wrong | None:
    ends = {token.end: token for token in found}
    starts = {token.start for token in found}
    stars = [at for at, char in enumerate(normal) if char == "*"]
    codes = [_wrong(ends.get(at), at + 1 in starts) for at in stars]
    return next((_Wrong(code, star) for star, code in enumerate(codes) if code), None)


def _wrong(before: Token | None, is_inside: bool) -> str:
    """The code of what is wrong with a star after the token ``before``."""
    if before is None:
        return "star-alone"
    if is_inside:
        return "star-inside"
    if before.kind is Kind.HANDLE:
        return "star-on-handle"
    return "star-too-early" if len(before.text) < MIN_PREFIX else ""


def _error(wrong: _Wrong, text: str, position: int, length: int) -> QueryError:
    is_quoted = length > len(text)
    if wrong.star >= 0:
        stars = [at for at, char in enumerate(text) if char == "*"]
        at = stars[wrong.star] if wrong.star < len(stars) else 0  # a star may be written as an entity
        return QueryError(wrong.code, position + is_quoted + at, expected="letters", limit=MIN_PREFIX)
    code = "empty-phrase" if wrong.code == "no-word" and is_quoted else wrong.code
    return QueryError(code, position, length, expected="letters", text=text)
