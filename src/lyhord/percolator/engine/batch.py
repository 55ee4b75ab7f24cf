"""Posts → one long array of characters, normalised, with links and the ends of handles cut out.

Every post gives a piece for its text and, if it has one, a piece for its title. A piece that normalisation
may change otherwise than by folding case is normalised in Python and put at the end instead; few are.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from lyhord.percolator.characters import KINDS
from lyhord.percolator.errors import TooMuch
from lyhord.percolator.normal import ENTITY, normalise
from lyhord.percolator.post import Post

from .arrays import NONE, Codes, Flags, Hashes, Indexes, Kinds, first_of_equals, indexes, true_at
from .cuts import cut_handles, cut_links
from .tables import LOOK, are_any, codes_of, kinds_of, numbers_of, tables

_BLANK = ord(" ")
_LEAD = 5  # characters, so that five before anything may be looked at
_CHARACTERS = 1 << 19
MAX_CHARACTERS = 1 << 22  # of one post, which needs 50 bytes for each
_ROOM = 4096  # characters at the end for the few pieces that are put there


@dataclass(slots=True)
class Batch:
    """The characters of some posts.

    One entry per character: ``codes``; ``numbers``, as in ``Tables``; ``kinds``, where what was cut out is
    a space.
    ``rare``: the places of all characters but plain letters and plain separators, ascending.
    ``pieces``: where each piece begins, ascending; ``owners``: its post; ``is_title``: whether it is a title.
    ``link_starts``, ``link_ends``: the links. ``handle_starts``: where the name of each handle begins;
    ``handle_ends``: where it ends if it has several parts, else 0.
    """

    posts: Sequence[Post]
    codes: Codes
    numbers: Hashes
    kinds: Kinds
    rare: Indexes
    pieces: Indexes
    owners: Indexes
    is_title: Flags
    link_starts: Indexes = field(default_factory=lambda: NONE)
    link_ends: Indexes = field(default_factory=lambda: NONE)
    handle_starts: Indexes = field(default_factory=lambda: NONE)
    handle_ends: Indexes = field(default_factory=lambda: NONE)

    def posts_at(self, places: Indexes) -> Indexes:
        """The post each place belongs to."""
        return self.owners[self.pieces.searchsorted(places, side="right") - 1]

    def text(self, start: int, end: int) -> str:
        """The characters from ``start`` up to ``end`` as they were written."""
        return self.codes[start:end].tobytes().decode("utf-32-le", "surrogatepass")


def batches(posts: Sequence[Post], *, at_once: int) -> Iterator[tuple[int, Batch]]:
    """``posts`` in batches, each with where it begins.

    None has more than ``at_once`` posts, nor, with more than one post, than half a million characters.
    Raises TooMuch for a post of more than ``MAX_CHARACTERS``.
    """
    for start in range(0, len(posts), at_once):
        yield from _halved(start, posts[start : start + at_once])


def _halved(start: int, posts: Sequence[Post]) -> Iterator[tuple[int, Batch]]:
    texts, titles = [post.text for post in posts], [post.title for post in posts]
    characters = sum(map(len, texts)) + sum(map(len, titles))
    if len(posts) == 1 and characters > MAX_CHARACTERS:
        text = (
            f"Post {posts[0].id!r} has {characters:,} characters. At most {MAX_CHARACTERS:,} can be matched."
        )
        raise TooMuch(text)
    if len(posts) == 1 or characters <= _CHARACTERS:
        yield start, _read(posts, texts, titles)
    else:
        middle = len(posts) // 2
        yield from _halved(start, posts[:middle])
        yield from _halved(start + middle, posts[middle:])


def read(posts: Sequence[Post]) -> Batch:
    """Lay out ``posts``, at least one, in one batch."""
    return _read(posts, [post.text for post in posts], [post.title for post in posts])


def _read(posts: Sequence[Post], texts: list[str], titles: list[str]) -> Batch:
    titled = [at for at, title in enumerate(titles) if title]
    texts += [titles[at] for at in titled]
    owners = np.concatenate([np.arange(len(posts)), indexes(titled)])
    is_title = np.arange(len(texts)) >= len(posts)
    codes, pieces = _laid_out(texts, room=_ROOM)
    numbers = numbers_of(codes)
    kinds = kinds_of(numbers)
    batch = Batch(posts, codes, numbers, kinds, _rare(kinds), pieces, owners, is_title)
    _replace_troubled(batch, texts)
    _cut(batch)
    return batch


def _cut(batch: Batch) -> None:
    batch.kinds &= 0xFF ^ LOOK
    batch.link_starts, batch.link_ends = cut_links(batch.codes, batch.kinds, batch.rare)
    batch.handle_starts, batch.handle_ends = cut_handles(batch.kinds, batch.rare)
    batch.rare = batch.rare[batch.kinds[batch.rare] != _BLANK]


def _laid_out(texts: list[str], *, room: int) -> tuple[Codes, Indexes]:
    """The characters of ``texts``, between white space, then ``room`` spaces; and where each text begins."""
    joined = "\n".join(["\n" * (_LEAD - 1), *texts, "\n" * room])
    lengths = indexes(list(map(len, texts))) + 1
    return codes_of(joined), np.cumsum(lengths) - lengths + _LEAD


def _rare(kinds: Kinds) -> Indexes:
    return true_at(kinds >= LOOK)


def _replace_troubled(batch: Batch, texts: list[str]) -> None:
    """Blank the pieces that must be normalised in Python, and put what they become at the end."""
    which = _suspects(batch)
    troubled = [at for at in which.tolist() if _is_troubled(texts[at])]
    invisible = batch.rare[are_any(batch.kinds[batch.rare], b"zj")]
    if invisible.size and (harmful := invisible[_is_harmful(batch.kinds, invisible)]).size:
        inside = batch.pieces.searchsorted(harmful, side="right") - 1
        troubled = sorted({*troubled, *inside.tolist()})
    if not troubled:
        return
    ends = np.append(batch.pieces[1:], len(batch.codes) - _ROOM)
    for at in troubled:
        batch.kinds[batch.pieces[at] : ends[at]] = _BLANK
    codes, pieces = _laid_out([normalise(texts[at]) for at in troubled], room=0)
    batch.pieces = np.concatenate([batch.pieces, pieces + _put_at_end(batch, codes)])
    batch.owners = np.concatenate([batch.owners, batch.owners[troubled]])
    batch.is_title = np.concatenate([batch.is_title, batch.is_title[troubled]])
    batch.rare = _rare(batch.kinds)


def _put_at_end(batch: Batch, codes: Codes) -> int:
    """Put ``codes`` into the room at the end of ``batch``, or behind it; gives the place."""
    start, numbers = len(batch.codes) - _ROOM, numbers_of(codes)
    if len(codes) > _ROOM:
        batch.codes = np.append(batch.codes, codes)
        batch.numbers = np.append(batch.numbers, numbers)
        batch.kinds = np.append(batch.kinds, kinds_of(numbers))
        return start + _ROOM
    end = start + len(codes)
    batch.codes[start:end] = codes
    batch.numbers[start:end] = numbers
    batch.kinds[start:end] = kinds_of(numbers)
    return start


def _suspects(batch: Batch) -> Indexes:
    """The pieces in which some character may make normalisation necessary."""
    places = batch.rare[tables().troubles.take(batch.codes[batch.rare], mode="clip")]
    pieces = batch.pieces.searchsorted(places, side="right") - 1
    return first_of_equals(pieces)


def _is_troubled(text: str) -> bool:
    """Whether ``text`` has an entity, is not NFC, or may not be NFC once what is invisible in it is gone."""
    if "&" in text and ENTITY.search(text):
        return True
    if text.isascii():
        return False
    is_odd = not unicodedata.is_normalized("NFC", text) or "\u0345" in text  # a mark, but folded to a letter
    return is_odd or "z" in text.translate(KINDS)


def _is_harmful(kinds: Kinds, invisible: Indexes) -> Flags:
    """Which invisible characters make a difference where they stand.

    Not between a word and white space, nor between an emoji and what cannot belong to it, where most
    variation selectors are; nor a joiner that joins two emoji. (What makes no difference is a separator.)
    """
    before, after = kinds[invisible - 1], kinds[invisible + 1]
    is_idle = (are_any(before, b"wcme") & (after == _BLANK)) | (
        are_any(before, b"e") & are_any(after, b"wce-")
    )
    is_tight = are_any(before, b"esg") & are_any(after, b"e")
    harmful: Flags = ~np.where(are_any(kinds[invisible], b"j"), is_tight, is_idle)
    return harmful
