"""From an address that a person knows to the feeds behind it."""

from dataclasses import dataclass
from urllib.parse import urljoin

from lyhord.channels.networks.rss.client import ACCEPT, NOT_A_FEED, read_feed
from lyhord.channels.networks.rss.parsing import Reader
from lyhord.common.http.errors import OutgoingError
from lyhord.common.http.fetching import Answer
from lyhord.common.http.outgoing import Outgoing

# Where feeds are, when no page says so: WordPress, Ghost, Hugo, Jekyll, and the rest of the world.
_USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
_DEADLINE_S = 10.0


@dataclass(frozen=True)
class FoundFeed:
    """A feed that is there, and what it calls itself."""

    url: str
    title: str


def find_feeds(outgoing: Outgoing, reader: Reader, url: str) -> list[FoundFeed]:
    """The feed at ``url`` itself, else those its page names, else one at a usual place.

    Raises OutgoingError when there is nothing at ``url`` at all.
    """
    answer = outgoing.fetch(url, headers={"Accept": "text/html;q=0.9, " + ACCEPT})
    found = _as_feed(reader, answer)
    if found:
        return [found]
    return _named_by_page(reader, answer) or _at_usual_places(outgoing, reader, answer.url)


def _as_feed(reader: Reader, answer: Answer) -> FoundFeed | None:
    content_type = answer.headers.get("content-type", "")
    try:
        feed = read_feed(reader, answer.body, content_type=content_type, base=answer.url)
    except OutgoingError as error:
        if error.sentence != NOT_A_FEED:
            raise
        return None
    return FoundFeed(answer.moved_to or answer.url, feed.title)


def _named_by_page(reader: Reader, answer: Answer) -> list[FoundFeed]:
    page = reader.read("page", answer.body)
    named: dict[str, str] = {}
    for href, title in page["feeds"] if page else ():
        named.setdefault(urljoin(answer.url, href), title)
    return [FoundFeed(url, named[url]) for url in named if url.startswith(("http://", "https://"))]


def _at_usual_places(outgoing: Outgoing, reader: Reader, page: str) -> list[FoundFeed]:
    for place in _USUAL_PLACES:
        try:
            answer = outgoing.fetch(urljoin(page, place), headers={"Accept": ACCEPT}, deadline_s=_DEADLINE_S)
            found = _as_feed(reader, answer)
        except OutgoingError:
            continue
        if found:
            return [found]
    return []
