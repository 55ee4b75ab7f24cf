"""Leaves that ask for anything but words: language, source, author, links, followers, …"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lyhord.percolator.links import host
from lyhord.percolator.normal import normalise
from lyhord.percolator.post import Post
from lyhord.percolator.reference import COMPARE
from lyhord.percolator.tree import Field, Followers, Has, Site, Url

from .arrays import Indexes, distinct, indexes, true_at
from .batch import Batch
from .leaves import Key

_FEW = 200  # different values
_FEW_WANTED = 64  # values that are quicker looked for one by one
_VALUES: dict[str, Callable[[Sequence[Post]], list[str]]] = {
    "lang": lambda posts: [post.lang for post in posts],
    "source": lambda posts: [post.source for post in posts],
    "type": lambda posts: [post.type for post in posts],
    "author": lambda posts: [post.author for post in posts],
}


class Marked(NamedTuple):
    """Posts, by their place in the batch, and for each a leaf that is true of it."""

    posts: Indexes
    leaves: Indexes


class Fields:
    """Finds the leaves about fields that are among ``leaves``, each with its number."""

    def __init__(self, leaves: Iterable[tuple[int, Key]]) -> None:
        self._by_value: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._sites: dict[str, int] = {}
        self._urls: dict[str, int] = {}
        self._has: dict[str, int] = {}
        self._followers: list[tuple[int, Followers]] = []
        for number, key in leaves:
            match key:
                case Field(name=name, value=value):
                    self._by_value[name][value] = number
                case Site(host=site):
                    self._sites[site] = number
                case Url(text=text):
                    self._urls[text] = number
                case Has(what=what):
                    self._has[what] = number
                case Followers():
                    self._followers.append((number, key))

    def find(self, batch: Batch, which: Sequence[int]) -> Marked:
        """Every one of the posts ``which`` (ascending), with the leaves that are true of it, some twice."""
        posts = [batch.posts[at] for at in which] if len(which) < len(batch.posts) else batch.posts
        parts = [_equal(posts, name, leaves) for name, leaves in self._by_value.items()]
        parts += [self._compared(posts)] if self._followers else []
        parts += [self._titled(posts)] if "title" in self._has else []
        found = joined(parts)
        found = Marked(indexes(which)[found.posts], found.leaves) if parts else found
        if self._sites or self._urls or "link" in self._has:
            found = joined([found, _marked(self._linked(batch))])
        return joined([found, self._asking(batch)]) if "question" in self._has else found

    def _compared(self, posts: Iterable[Post]) -> Marked:
        numbers = (post.followers for post in posts)
        followers = np.array([np.nan if number is None else number for number in numbers], dtype=np.float64)
        parts = []
        for number, leaf in self._followers:
            at = true_at(COMPARE[leaf.operator](followers, leaf.number))
            parts.append(Marked(at, np.full(len(at), number, dtype=np.intp)))
        return joined(parts)

    def _titled(self, posts: Iterable[Post]) -> Marked:
        at = indexes([at for at, post in enumerate(posts) if post.title and post.title.strip()])
        return Marked(at, np.full(len(at), self._has["title"], dtype=np.intp))

    def _linked(self, batch: Batch) -> Iterator[tuple[int, int]]:
        for post, link in _links(batch):
            if "link" in self._has:
                yield post, self._has["link"]
            if self._sites:
                yield from ((post, self._sites[site]) for site in _parents(host(link)) if site in self._sites)
            yield from ((post, number) for text, number in self._urls.items() if text in link)

    def _asking(self, batch: Batch) -> Marked:
        marks = true_at((batch.codes == ord("?")) & (batch.kinds != ord(" ")))
        posts = distinct(batch.posts_at(marks))
        return Marked(posts, np.full(len(posts), self._has["question"], dtype=np.intp))


def _equal(posts: Sequence[Post], name: str, leaves: dict[str, int]) -> Marked:
    values = _VALUES[name](posts)
    if name == "author":  # authors are many, languages few
        return _equal_of_many(values, leaves)
    different = set(values)
    if len(different) > _FEW:
        return _equal_of_many(values, leaves)
    known = {value: number for number, value in enumerate(different)}
    known_leaves = indexes([leaves.get(normalise(value), -1) for value in different])
    numbers = known_leaves[np.frombuffer(bytes(map(known.__getitem__, values)), dtype=np.uint8)]
    at = true_at(numbers >= 0)
    return Marked(at, numbers[at])


def _equal_of_many(values: list[str], leaves: dict[str, int]) -> Marked:
    lines = _lines(values)
    if lines and len(leaves) < _FEW_WANTED:
        return _marked(
            (lines.count("\n", 0, at), leaves[value]) for value in leaves for at in _at(value, lines)
        )
    found = lines[1:-1].split("\n") if lines else map(normalise, values)
    return _marked((at, leaves[value]) for at, value in enumerate(found) if value in leaves)


def _at(line: str, lines: str) -> Iterator[int]:
    """Where each such line begins, counted from the end of the line before."""
    found = lines.find(f"\n{line}\n")
    while found >= 0:
        yield found
        found = lines.find(f"\n{line}\n", found + 1)


def joined(parts: list[Marked]) -> Marked:
    """All that was found."""
    nothing = np.empty(0, dtype=np.intp)
    return Marked(
        np.concatenate([nothing, *(part.posts for part in parts)]),
        np.concatenate([nothing, *(part.leaves for part in parts)]),
    )


def _marked(pairs: Iterable[tuple[int, int]]) -> Marked:
    found = list(pairs)
    return Marked(indexes([post for post, _ in found]), indexes([leaf for _, leaf in found]))


def _links(batch: Batch) -> Iterator[tuple[int, str]]:
    """Every post with each of its links, folded."""
    for at, post in enumerate(batch.posts):
        yield from ((at, normalise(link)) for link in post.links)
    owners = batch.posts_at(batch.link_starts).tolist()
    places = zip(batch.link_starts.tolist(), batch.link_ends.tolist(), strict=True)
    yield from ((owner, normalise(batch.text(*place))) for owner, place in zip(owners, places, strict=True))


def _lines(values: list[str]) -> str:
    """The values normalised, each between two ends of lines; empty unless all are plain."""
    lines = "\n".join(["", *values, ""])
    is_plain = lines.isascii() and "&" not in lines and lines.count("\n") == len(values) + 1
    return lines.lower() if is_plain else ""


def _parents(name: str) -> list[str]:
    labels = name.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]
