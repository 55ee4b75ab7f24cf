"""The words of the index: those of the post, and those we filter by."""

from collections.abc import Iterable

from lyhord.percolator import Post, index_tokens
from lyhord.percolator.candidates import AllOf, AnyOf, Candidates, Prefix, Token

LONGEST = 200  # characters of a token; longer ones are cut, in the index and in the question
MOST_PARTS = 2_000  # of a question; what is larger is asked without its words
MOST_LEVELS = 16  # FTS5's own parser gives up at some 40

# ASCII signs that a database could read as its own become letters of the private use area, on both sides.
_PLAIN = {*map(ord, "#@:._-"), *range(ord("0"), ord("9") + 1), *range(ord("a"), ord("z") + 1)}
_SIGNS = {code: chr(0xE000 + code) for code in range(128) if code not in _PLAIN}


def safe(token: str) -> str:
    """The token as both databases keep it: no white space, no signs of theirs, valid UTF-8."""
    return token[:LONGEST].encode(errors="replace").decode().translate(_SIGNS)


def shown(workspace_id: int, *, muted: bool = False) -> Token:
    """Mentions that the workspace's lists show, or (muted) those put aside."""
    return Token(f"{'muted' if muted else 'in'}:{workspace_id}")


def found_by(monitor_id: int) -> Token:
    """Mentions that a monitor has found."""
    return Token(f"monitor:{monitor_id}")


def came_from(source_id: int) -> Token:
    """Mentions of one source."""
    return Token(f"from:{source_id}")


def in_state(state: str) -> Token:
    """Mentions in one state."""
    return Token(f"state:{state}")


def on_network(network: str) -> Token:
    """Mentions of one network; a token of the post itself."""
    return Token(f"source:{network}")


def in_language(lang: str) -> Token:
    """Mentions in one language; a token of the post itself."""
    return Token(f"lang:{lang}")


def tokens_of(post: Post, filters: Iterable[Token]) -> str:
    """Everything the index keeps of a mention, with spaces between."""
    return " ".join(sorted({safe(token) for token in index_tokens(post)} | {safe(f.text) for f in filters}))


def all_of(parts: Iterable[Candidates]) -> Candidates:
    """What every part offers; ``None`` parts offer everything."""
    useful = tuple(dict.fromkeys(part for part in parts if part is not None))
    return AllOf(useful) if len(useful) > 1 else next(iter(useful), None)


def any_of(parts: Iterable[Candidates]) -> Candidates:
    """What at least one part offers. At least one part."""
    different = tuple(dict.fromkeys(parts))
    return AnyOf(different) if len(different) > 1 else different[0]


def size(rough: Candidates) -> int:
    """How many tokens a question has."""
    match rough:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return sum(map(size, parts))
        case None:
            return 0
        case Token() | Prefix():
            return 1


def askable(rough: Candidates) -> Candidates:
    """``rough``, or one that offers more: no larger and no deeper than a database's parser can take."""
    return _shallow(rough, MOST_LEVELS) if size(rough) <= MOST_PARTS else None


def _shallow(rough: Candidates, levels: int) -> Candidates:
    match rough:
        case AllOf(parts=parts):
            return all_of(_shallow(part, levels - 1) for part in parts) if levels else None
        case AnyOf(parts=parts):
            inner = [_shallow(part, levels - 1) for part in parts] if levels else [None]
            return None if None in inner else any_of(inner)
        case _:
            return rough
