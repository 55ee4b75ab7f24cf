"""A post, cut into words: what the reference matcher looks at."""

from collections.abc import Callable
from dataclasses import dataclass

from .normal import normalise
from .post import Post
from .words import MAX_DISTANCE, Token, links, tokens, without_links

_BORDER = MAX_DISTANCE + 1  # words between title and text, so that nothing reaches across


@dataclass(frozen=True, slots=True)
class Document:
    """The tokens of a post: ``title`` before ``text``, counted through with a gap between them."""

    post: Post
    title: tuple[Token, ...]
    text: tuple[Token, ...]
    links: tuple[str, ...]
    has_question: bool


def document(post: Post, *, cut: Callable[[str], list[Token]] = tokens) -> Document:
    """``post``, where ``cut`` gives the tokens of its title and of its text."""
    title = cut(post.title)
    behind = (title[-1].last if title else 0) + _BORDER
    text = [token._replace(first=token.first + behind, last=token.last + behind) for token in cut(post.text)]
    normal = normalise(post.title) + "\n" + normalise(post.text)
    found = tuple(normalise(link) for link in post.links) + tuple(links(normal))
    return Document(post, tuple(title), tuple(text), found, "?" in without_links(normal))
