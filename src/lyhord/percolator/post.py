"""A post, as every network delivers it and every query reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Post:
    """Something somebody wrote: a post, a reply, an article, a comment, a review.

    ``text`` and ``title`` are plain text; ``author`` is a handle without its ``@``; ``lang`` a primary
    BCP 47 tag; ``created_at`` is aware. Fields: docs/query-language.md#a-post
    """

    id: str
    text: str
    title: str = ""
    author: str = ""
    author_name: str = ""
    lang: str = "und"
    source: str = ""
    type: str = "post"
    links: Sequence[str] = ()
    followers: int | None = None
    created_at: datetime | None = None
