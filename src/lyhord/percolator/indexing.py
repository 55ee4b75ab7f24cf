"""What a text index keeps of a post."""

from .links import host
from .normal import normalise
from .post import Post
from .words import Kind, links, tokens_of_normalised, without_links

_SIGN = {Kind.WORD: "", Kind.HASHTAG: "#", Kind.HANDLE: "@"}


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
    return found | sites | has | {field for field in fields if is_one_token(field)}


def _parents(name: str) -> list[str]:
    labels = name.split(".") if name else []
    return [".".join(labels[at:]) for at in range(len(labels))]


def is_one_token(text: str) -> bool:
    """Whether ``text`` can be an index token: not empty, no white space."""
    return bool(text) and not any(char.isspace() for char in text)
