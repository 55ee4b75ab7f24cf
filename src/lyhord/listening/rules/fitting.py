"""A post as any network may send it → one that fits our columns, whatever is in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from lyhord.analysis.language import language_of, primary
from lyhord.channels.contract import Event
from lyhord.listening.rules.ids import key_of, published_at
from lyhord.percolator import Post

LONGEST_TEXT = 50_000  # characters; the index takes a megabyte of words, the percolator one text of 2**20
LONGEST_ID = 500
MOST_LINKS = 50
LONGEST_LINK = 2_000
MOST_FOLLOWERS = 2**31 - 1


def fit(event: Event, *, arrived_at: datetime, network: str, language: str = "") -> Event:
    """``event`` with an id, and a post if it has one, that can be stored and searched.

    Texts lose NUL and lone surrogates and are cut where they are too long; a language that nobody stated is
    the source's (``language``), else told from the words; the time is one that can be.
    """
    fitted = replace(
        event,
        external_id=fit_id(event.external_id),
        author_id=clean(event.author_id, 200),
        url=fit_link(event.url),
        author_url=fit_link(event.author_url),
    )
    if event.post is None:
        return fitted
    created_at = published_at(event.post.created_at, arrived_at=arrived_at)
    post = _fit_post(event.post, fitted.external_id, network, language)
    return replace(fitted, post=replace(post, created_at=created_at))


def named(post: Post, handle: str, name: str, followers: int | None) -> Post:
    """``post`` with what we know of its author, where the network did not tell."""
    return replace(
        post,
        author=post.author or handle,
        author_name=post.author_name or name,
        followers=followers if post.followers is None else post.followers,
    )


def clean(text: str, longest: int) -> str:
    """``text`` as every database can keep it: no NUL, no lone surrogates, not too long."""
    if "\0" in text:
        text = text.replace("\0", "")
    text = text[:longest]
    return text if text.isascii() else text.encode(errors="replace").decode()


def fit_id(external_id: str) -> str:
    """The id, or when it is too long its beginning and a key of the whole."""
    if len(external_id) <= LONGEST_ID:
        return clean(external_id, LONGEST_ID)
    return clean(external_id, LONGEST_ID - 20) + f"~{key_of(external_id):019d}"


def fit_link(link: str) -> str:
    """The link when it is one for a browser and not endless, else nothing."""
    link = clean(link.strip(), LONGEST_LINK + 1)
    is_web = link[:8].lower().startswith(("https://", "http://"))
    return link if is_web and len(link) <= LONGEST_LINK else ""


def _fit_post(post: Post, external_id: str, network: str, language: str) -> Post:
    title, text = clean(post.title, 1_000), clean(post.text, LONGEST_TEXT)
    return Post(
        id=external_id,
        text=text,
        title=title,
        author=clean(post.author, 253).removeprefix("@"),
        author_name=clean(post.author_name, 200),
        lang=_language(post.lang, f"{title}\n{text}", language),
        source=network,
        type=clean(post.type, 20) or "post",
        links=tuple(filter(None, map(fit_link, post.links[:MOST_LINKS]))),
        followers=_followers(post.followers),
        created_at=post.created_at,
    )


def _language(stated: str, words: str, of_source: str, tell: Callable[[str], str] = language_of) -> str:
    lang = primary(stated or "und")
    if lang in {"und", "mul", "zxx"}:
        lang = primary(of_source) if of_source else tell(words)
    return lang


def _followers(number: int | None) -> int | None:
    return None if number is None or number < 0 else min(number, MOST_FOLLOWERS)


def columns(event: Event, *, arrived_at: datetime) -> dict[str, Any]:
    """The columns of a stored post (``models.PostRow``) for a fitted event that has one."""
    post = event.post
    if post is None:
        raise ValueError("An event without a post has no columns.")
    return {
        "network": post.source,
        "external_id": event.external_id,
        "url": event.url,
        "type": post.type,
        "title": post.title,
        "text": post.text,
        "author": post.author,
        "author_name": post.author_name,
        "author_id": event.author_id,
        "author_url": event.author_url,
        "followers": post.followers,
        "lang": post.lang,
        "links": list(post.links),
        "created_at": post.created_at,
        "arrived_at": arrived_at,
        "version_at": event.at,
    }
