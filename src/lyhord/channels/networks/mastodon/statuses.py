"""A status, as Mastodon's API gives it, read into our words. Ids are strings: other servers have other ids.

Source: https://docs.joinmastodon.org/entities/Status/ (checked 2026-11-23).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from lyhord.channels.contract import Event, Kind
from lyhord.channels.plain_text import links, plain
from lyhord.percolator import Post

NETWORK = "mastodon"
_LONGEST_MARKUP, _LONGEST_ID, _MOST_FOLLOWERS = 100_000, 300, 2**31 - 1
Status = Mapping[str, Any]


def id_of(status: Status) -> str:
    """Its id on the server that told us, empty when it has none."""
    value = status.get("id")
    return str(value) if isinstance(value, str | int) else ""


def uri_of(status: Status) -> str:
    """Its id in all the network, whichever server tells us of it; at most 300 characters."""
    uri = _text(status, "uri") or _text(status, "url")
    if len(uri) <= _LONGEST_ID:
        return uri
    return uri[: _LONGEST_ID - 33] + "~" + blake2b(uri.encode("utf-8", "replace"), digest_size=16).hexdigest()


def edited_at(status: Status) -> str:
    """When it was last edited, as the server writes it; empty when it was not."""
    return _text(status, "edited_at")


def event_of(status: object, *, host: str, now: datetime, is_edit: bool = False) -> Event | None:
    """The event of a public status that ``host`` told us of; None for boosts and what is not public."""
    if not isinstance(status, Mapping) or not uri_of(status):
        return None
    if status.get("reblog") or status.get("visibility", "public") != "public":
        return None
    account = _mapping(status.get("account"))
    created = _moment(status.get("created_at")) or now
    return Event(
        kind=Kind.EDITED if is_edit else Kind.POSTED,
        external_id=uri_of(status),
        at=min((_moment(status.get("edited_at")) if is_edit else None) or created, now),
        post=_post(status, account, host=host, created=min(created, now)),
        url=_text(status, "url") or _text(status, "uri"),
        author_id=_text(account, "uri") or _text(account, "url"),
        author_url=_text(account, "url"),
    )


def _post(status: Status, account: Status, *, host: str, created: datetime) -> Post:
    markup = _text(status, "content")[:_LONGEST_MARKUP]
    warning = plain(_text(status, "spoiler_text"))
    card = _mapping(status.get("card"))
    words = "\n".join(filter(None, (warning, plain(markup))))
    return Post(
        id=uri_of(status),
        text=_with_whole_handles(words, status, host),
        title=_text(card, "title"),
        author=_handle(account, host),
        author_name=_text(account, "display_name") or _text(account, "username"),
        lang=(_text(status, "language") or "und").split("-")[0].lower(),
        source=NETWORK,
        type="reply" if status.get("in_reply_to_id") else "post",
        links=tuple(_links(status, card, markup)),
        followers=_followers(account),
        created_at=created,
    )


def _handle(account: Status, host: str) -> str:
    """``name@host``; the server leaves its own host out."""
    name = _text(account, "acct") or _text(account, "username")
    return name if "@" in name or not name else f"{name}@{_home(account, host)}"


def _home(account: Status, host: str) -> str:
    try:
        return urlsplit(_text(account, "url")).hostname or host
    except ValueError:
        return host


def _with_whole_handles(text: str, status: Status, host: str) -> str:
    """The page shows ``@anna``; it means ``@anna@mastodon.nu``, and that is what somebody searches."""
    for person in _mappings(status.get("mentions")):
        name, whole = _text(person, "username"), _handle(person, host)
        if name and whole:
            shown = re.compile(rf"@{re.escape(name)}(?![\w@.-])", re.IGNORECASE)
            text = shown.sub(lambda _match, whole=whole: f"@{whole}", text)  # type: ignore[misc]
    return text


def _links(status: Status, card: Status, markup: str) -> Iterator[str]:
    """Where it leads; hashtags and people are links, too, but lead nowhere else."""
    own = {_text(one, "url") for name in ("tags", "mentions") for one in _mappings(status.get(name))}
    found = dict.fromkeys([_text(card, "url"), *links(markup)])
    yield from (link for link in found if link.startswith(("https://", "http://")) and link not in own)


def _followers(account: Status) -> int | None:
    count = account.get("followers_count")
    return min(count, _MOST_FOLLOWERS) if isinstance(count, int) and count >= 0 else None


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        return None


def _mappings(value: object) -> Iterator[Status]:
    if isinstance(value, list):
        yield from (one for one in value[:100] if isinstance(one, Mapping))


def _mapping(value: object) -> Status:
    return value if isinstance(value, Mapping) else {}


def _text(values: Status, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
