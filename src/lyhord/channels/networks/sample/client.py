"""One believable post after another, from a seed: the same number gives the same post, today and tomorrow."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from lyhord.channels.contract import Event, Kind
from lyhord.channels.networks.sample import phrases as said
from lyhord.channels.networks.sample.phrases import Phrase
from lyhord.percolator import Post

EVERY_S = 4
_MOODS = (said.PRAISE, said.QUESTION, said.COMPLAINT, said.TALK, said.NEWS, said.CRISIS)
_WEIGHTS = dict(zip(_MOODS, (5, 3, 3, 5, 1, 0), strict=True))
_IN_CRISIS = dict(zip(_MOODS, (1, 1, 2, 2, 0, 12), strict=True))
_SITES = {
    "bluesky": ("https://bsky.example", "{handle}.bsky.example"),
    "mastodon": ("https://mastodon.example", "{handle}@mastodon.example"),
}


def sample_post(rng: Random, at: datetime, *, mood: str = "calm") -> Event:
    """What somebody says about Nordkaffe, its rivals and topics ``at``. ``mood="crisis"``: a bad day.

    Depends on nothing but ``rng`` and ``at``.
    """
    weights = _IN_CRISIS if mood == "crisis" else _WEIGHTS
    phrase = rng.choices(said.PHRASES, [weights[phrase.mood] for phrase in said.PHRASES])[0]
    return _article(rng, phrase, at) if phrase.title else _remark(rng, phrase, at)


def numbered_post(company: str, number: int) -> Event:
    """The post number ``number`` of the replayed stream; one every ``EVERY_S`` seconds since 1970."""
    rng = Random(f"{company} {number}")
    at = datetime.fromtimestamp(number * EVERY_S, UTC) + timedelta(milliseconds=rng.randrange(EVERY_S * 900))
    return sample_post(rng, at)


def number_at(at: datetime) -> int:
    """The number of the post that is being written ``at``."""
    return int(at.timestamp()) // EVERY_S


def posts_between(company: str, first: int, last: int) -> Iterator[Event]:
    """The posts numbered ``first`` to ``last``."""
    for number in range(first, last + 1):
        yield numbered_post(company, number)


def by_network(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """The events of each network they pretend to come from, in their order."""
    found: dict[str, tuple[Event, ...]] = {}
    for event in events:
        if event.post is not None:
            found[event.post.source] = (*found.get(event.post.source, ()), event)
    return found


def _remark(rng: Random, phrase: Phrase, at: datetime) -> Event:
    network = rng.choices(["bluesky", "mastodon"], [3, 2])[0]
    site, pattern = _SITES[network]
    short, name = rng.choice(said.PEOPLE)
    handle, key = pattern.format(handle=short), f"{rng.getrandbits(52):013x}"
    post = Post(
        id=f"{site}/@{handle}/{key}",
        text=_filled(phrase.text, rng, phrase),
        author=handle,
        author_name=name,
        lang=phrase.lang,
        source=network,
        type="reply" if rng.random() < 0.2 else "post",
        followers=_followers(short, rng),
        created_at=at,
    )
    return _event(post, at, url=post.id, author_url=f"{site}/@{handle}")


def _article(rng: Random, phrase: Phrase, at: datetime) -> Event:
    paper, host = rng.choice(said.PAPERS)
    fills = _fills(rng, phrase)
    title = phrase.title.format_map(fills)
    url = f"https://{host}/{at:%Y/%m/%d}/{_slug(title)}-{rng.getrandbits(24):06x}"
    post = Post(
        id=url,
        text=phrase.text.format_map(fills),
        title=title,
        author=host,
        author_name=paper,
        lang=phrase.lang,
        source="rss",
        type="article",
        links=(url,),
        created_at=at,
    )
    return _event(post, at, url=url, author_url=f"https://{host}/")


def _event(post: Post, at: datetime, *, url: str, author_url: str) -> Event:
    return Event(
        kind=Kind.POSTED, external_id=post.id, at=at, post=post, url=url,
        author_id=author_url, author_url=author_url,
    )  # fmt: skip


def _filled(text: str, rng: Random, phrase: Phrase) -> str:
    return text.format_map(_fills(rng, phrase))


def _fills(rng: Random, phrase: Phrase) -> dict[str, str]:
    product = said.CRISIS_PRODUCT if phrase.mood == said.CRISIS else rng.choice(said.PRODUCTS)
    return {
        "product": product,
        "rival": rng.choice(said.RIVALS),
        "city": rng.choice(said.CITIES),
        "note": rng.choice(said.NOTES),
        "note_en": rng.choice(said.NOTES_EN),
        "price": str(rng.choice([38, 42, 45, 49, 52])),
    }


def _followers(handle: str, rng: Random) -> int:
    """Most have few, some have many; the same person keeps about the same number."""
    usual = int(Random(handle).lognormvariate(5.5, 1.6))
    return usual + rng.randrange(max(1, usual // 50))


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
