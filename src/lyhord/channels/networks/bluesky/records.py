"""A post's record, as its author's repository holds it, read into our words. Nothing in it is trusted."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from lyhord.channels.contract import Event, Kind
from lyhord.percolator import Post

NETWORK, POSTS = "bluesky", "app.bsky.feed.post"
_LONGEST_TEXT, _MOST_LINKS, _LONGEST_LINK, _LONGEST_TITLE = 10_000, 50, 2_000, 500
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
Record = Mapping[str, Any]


def written(did: str, rkey: str, record: object, *, at: datetime, app: str, is_edit: bool) -> Event | None:
    """The event of a post that was written or edited ``at``; None when the record is not a post."""
    if not isinstance(record, Mapping) or not isinstance(record.get("text"), str):
        return None
    uri = uri_of(did, rkey)
    return Event(
        kind=Kind.EDITED if is_edit else Kind.POSTED,
        external_id=uri,
        at=at,
        post=_post(uri, record, at),
        url=f"{app}/profile/{did}/post/{rkey}",
        author_id=did,
        author_url=f"{app}/profile/{did}",
    )


def deleted(did: str, rkey: str, *, at: datetime) -> Event:
    """The event of a post that its author took back."""
    return Event(kind=Kind.DELETED, external_id=uri_of(did, rkey), at=at, author_id=did)


def author_gone(did: str, *, at: datetime) -> Event:
    """The event of an account that was closed, at its owner's wish or by the network."""
    return Event(kind=Kind.AUTHOR_GONE, external_id=did, at=at, author_id=did)


def uri_of(did: str, rkey: str) -> str:
    """A post's address in the network."""
    return f"at://{did}/{POSTS}/{rkey}"


def moment(text: object) -> datetime | None:
    """An ISO time, aware UTC; None when it is none."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if found is None:
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def _post(uri: str, record: Record, at: datetime) -> Post:
    card = _card(record)
    return Post(
        id=uri,
        text=_with_hidden_tags(record["text"][:_LONGEST_TEXT], record),
        title=_text(card.get("title"))[:_LONGEST_TITLE],
        lang=_language(record),
        source=NETWORK,
        type="reply" if isinstance(record.get("reply"), Mapping) else "post",
        links=_links(record, card),
        created_at=_created(record, at),
    )


def _created(record: Record, at: datetime) -> datetime:
    """What the author's clock said, unless it cannot be: nobody writes after we heard it."""
    said = moment(record.get("createdAt"))
    return said if said and _EARLIEST <= said <= at else at


def _language(record: Record) -> str:
    langs = record.get("langs")
    first = langs[0] if isinstance(langs, list) and langs and isinstance(langs[0], str) else ""
    return first.split("-")[0].lower()[:8] or "und"


def _links(record: Record, card: Record) -> tuple[str, ...]:
    found = [feature.get("uri") for feature in _features(record)] + [card.get("uri")]
    good = [link for link in found if isinstance(link, str) and link.startswith(("https://", "http://"))]
    return tuple(link for link in dict.fromkeys(good) if len(link) <= _LONGEST_LINK)[:_MOST_LINKS]


def _with_hidden_tags(text: str, record: Record) -> str:
    """Hashtags that stand beside the text, not in it, are found as if they stood in it."""
    tags = [feature.get("tag") for feature in _features(record)]
    beside = record.get("tags")
    tags += beside if isinstance(beside, list) else []
    seen = text.casefold()
    hidden = [tag for tag in tags if isinstance(tag, str) and tag and f"#{tag.casefold()}" not in seen]
    return "\n".join([text, *(f"#{tag[:100]}" for tag in dict.fromkeys(hidden[:10]))])


def _features(record: Record) -> Iterator[Record]:
    for facet in _mappings(record.get("facets")):
        yield from _mappings(facet.get("features"))


def _card(record: Record) -> Record:
    """The link with its title under a post, also when a picture or a quoted post stands beside it."""
    embed = record.get("embed")
    embed = embed if isinstance(embed, Mapping) else {}
    media = embed.get("media")
    inner = media if isinstance(media, Mapping) else embed
    card = inner.get("external")
    return card if isinstance(card, Mapping) else {}


def _mappings(value: object) -> Iterator[Record]:
    if isinstance(value, list):
        yield from (item for item in value[:200] if isinstance(item, Mapping))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
