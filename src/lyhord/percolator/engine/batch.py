"""Posts → one long array of characters, normalised, with the links cut out.

Every post gives a piece for its text and, if it has one, a piece for its title. A piece that entities or NFC
would change is normalised in Python and put at the end instead; few are.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lyhord.percolator.characters import KINDS
from lyhord.percolator.normal import ENTITY, normalise
from lyhord.percolator.post import Post

from .tables import LOOK, Codes, Flags, Indexes, Kinds, kinds_of, tables

_BLANK = ord(" ")
_LEAD = "\n" * 5  # so that five characters before anything may be looked at


@dataclass(slots=True)
class Batch:
    """The characters of some posts.

    ``codes``, ``kinds``: one entry per character; inside links the kind is a space.
    ``rare``: the places of all characters but plain letters and plain separators, ascending.
    ``pieces``: where each piece begins, ascending; ``owners``: its post; ``is_title``: whether it is a title.
    ``link_starts``, ``link_ends``: the links, ascending.
    """

    posts: Sequence[Post]
    codes: Codes
    kinds: Kinds
    rare: Indexes
    pieces: Indexes
    owners: Indexes
    is_title: Flags
    link_starts: Indexes
    link_ends: Indexes

    def posts_at(self, places: Indexes) -> Indexes:
        """The post each place belongs to."""
        return self.owners[self.pieces.searchsorted(places, side="right") - 1]

    def text(self, start: int, end: int) -> str:
        """The characters from ``start`` up to ``end``, normalised but not folded."""
        return self.codes[start:end].tobytes().decode("utf-32-le", "surrogatepass")


def read(posts: Sequence[Post]) -> Batch:
    """Lay out ``posts``, at least one."""
    titled = [at for at, post in enumerate(posts) if post.title]
    texts = [post.text for post in posts] + [posts[at].title for at in titled]
    owners = np.concatenate([np.arange(len(posts)), np.array(titled, dtype=np.intp)])
    is_title = np.arange(len(texts)) >= len(posts)
    codes, pieces = _laid_out(texts)
    batch = Batch(posts, codes, kinds_of(codes), _EMPTY, pieces, owners, is_title, _EMPTY, _EMPTY)
    _look(batch)
    _replace_troubled(batch, texts)
    _remove_invisible(batch)
    _cut_links(batch)
    batch.kinds &= 0xFF ^ LOOK
    return batch


_EMPTY: Indexes = np.empty(0, dtype=np.intp)


def _laid_out(texts: list[str]) -> tuple[Codes, Indexes]:
    joined = _LEAD + "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts)) + 1
    return codes, np.cumsum(lengths) - lengths + len(_LEAD)


def _look(batch: Batch) -> None:
    batch.rare = np.flatnonzero(batch.kinds & LOOK)


def _replace_troubled(batch: Batch, texts: list[str]) -> None:
    suspects = batch.rare[tables().troubles.take(batch.codes[batch.rare], mode="clip")]
    if len(suspects) == 0:
        return
    which = np.unique(batch.pieces.searchsorted(suspects, side="right") - 1)
    troubled = [at for at in which.tolist() if _is_troubled(texts[at])]
    if not troubled:
        return
    ends = np.append(batch.pieces[1:], len(batch.codes))
    for at in troubled:
        batch.kinds[batch.pieces[at] : ends[at]] = _BLANK
    codes, pieces = _laid_out([normalise(texts[at]) for at in troubled])
    batch.pieces = np.concatenate([batch.pieces, pieces + len(batch.codes)])
    batch.codes = np.concatenate([batch.codes, codes])
    batch.kinds = np.concatenate([batch.kinds, kinds_of(codes)])
    batch.owners = np.concatenate([batch.owners, batch.owners[troubled]])
    batch.is_title = np.concatenate([batch.is_title, batch.is_title[troubled]])
    _look(batch)


def _is_troubled(text: str) -> bool:
    """Whether ``text`` has an entity, is not NFC, or may not be NFC once what is invisible in it is gone."""
    if "&" in text and ENTITY.search(text):
        return True
    if text.isascii():
        return False
    return not unicodedata.is_normalized("NFC", text) or "z" in text.translate(KINDS)


def _remove_invisible(batch: Batch) -> None:
    """Take out what has no width, and joiners that join no emoji."""
    kinds = batch.kinds[batch.rare]
    if (gone := batch.rare[kinds == ord("z") | LOOK]).size:
        _remove(batch, gone)
    joiners = batch.rare[batch.kinds[batch.rare] == ord("j") | LOOK]
    if joiners.size:
        before, after = batch.kinds[joiners - 1] & 0x7F, batch.kinds[joiners + 1] & 0x7F
        is_tight = np.isin(before, list(b"esg")) & (after == ord("e"))
        _remove(batch, joiners[~is_tight])


def _remove(batch: Batch, gone: Indexes) -> None:
    batch.codes = np.delete(batch.codes, gone)
    batch.kinds = np.delete(batch.kinds, gone)
    batch.pieces = batch.pieces - gone.searchsorted(batch.pieces)
    _look(batch)


def _cut_links(batch: Batch) -> None:
    """Blank every ``http://…``, ``https://…`` and ``www.…``, up to white space."""
    codes = batch.codes[batch.rare]
    starts = np.concatenate(
        [
            _web_addresses(batch, batch.rare[codes == ord(":")]),
            _www_addresses(batch, batch.rare[codes == ord(".")]),
        ]
    )
    if starts.size == 0:
        return
    starts.sort()
    spaces = np.flatnonzero(batch.kinds == _BLANK)
    ends = spaces[spaces.searchsorted(starts)]
    is_first = np.concatenate([[True], ends[1:] != ends[:-1]])  # later ones stand inside the first
    batch.link_starts, batch.link_ends = starts[is_first], ends[is_first]
    for start, end in zip(batch.link_starts.tolist(), batch.link_ends.tolist(), strict=True):
        batch.kinds[start:end] = _BLANK
    batch.rare = batch.rare[batch.kinds[batch.rare] != _BLANK]


def _web_addresses(batch: Batch, colons: Indexes) -> Indexes:
    codes = batch.codes
    after = colons[:, None] + np.arange(1, 3)
    colons = colons[(codes[np.minimum(after, len(codes) - 1)] == ord("/")).all(axis=1)]
    colons = colons[batch.kinds[colons + 3] != _BLANK]
    starts = []
    for scheme in ("http", "https"):
        before = colons[:, None] + np.arange(-len(scheme), 0)
        wanted = np.array([ord(char) for char in scheme], dtype=np.uint32)
        starts.append(colons[(_fold_codes(codes[before]) == wanted).all(axis=1)] - len(scheme))
    return np.concatenate(starts)


def _www_addresses(batch: Batch, dots: Indexes) -> Indexes:
    before = _fold_codes(batch.codes[dots[:, None] + np.arange(-3, 0)])
    dots = dots[(before == ord("w")).all(axis=1)]
    dots = dots[~np.isin(batch.kinds[dots - 4] & 0x7F, list(b"wc"))]
    starts: Indexes = dots[batch.kinds[dots + 1] != _BLANK] - 3
    return starts


def _fold_codes(codes: Codes) -> Codes:
    return tables().folds.take(codes, mode="clip")
