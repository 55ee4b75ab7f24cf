"""From an address that a person knows to the feeds behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin, urlsplit

from lyhord.channels.networks.rss.client import ACCEPT, NOT_A_FEED, read_feed
from lyhord.channels.networks.rss.parsing import Reader
from lyhord.common.http.errors import TOO_SLOW, OutgoingError
from lyhord.common.http.fetching import Answer
from lyhord.common.http.outgoing import Outgoing

# Where feeds are, when no page says so: WordPress, Ghost, Hugo, Jekyll, and the rest of the world.
_USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
WITHIN_S, _PATIENCE_S, _LEAST_S = 12.0, 8.0, 0.5  # somebody waits: for all answers, for one; less is no time


@dataclass(frozen=True)
class FoundFeed:
    """A feed that is there, and what it calls itself."""

    url: str
    title: str


def find_feeds(
    outgoing: Outgoing, reader: Reader, url: str, *, within_s: float = WITHIN_S
) -> list[FoundFeed]:
    """The feed at ``url`` itself, else those its page names, else one at a usual place.

    Calls nobody after ``within_s`` seconds. Raises OutgoingError when there is nothing at ``url`` at all, or
    when it is too slow.
    """
    ends_at = monotonic() + within_s

    def ask(there: str, accept: str = ACCEPT) -> Answer:
        patience = min(_PATIENCE_S, ends_at - monotonic())
        if patience < _LEAST_S:
            raise OutgoingError(TOO_SLOW, host=urlsplit(there).hostname or "", seconds=round(within_s))
        return outgoing.fetch(there, headers={"Accept": accept}, deadline_s=patience)

    answer = ask(url, "text/html;q=0.9, " + ACCEPT)
    found = _as_feed(reader, answer)
    if found:
        return [found]
    return _named_by_page(reader, answer) or _at_usual_places(ask, reader, answer.url)


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


def _at_usual_places(ask: Callable[[str], Answer], reader: Reader, page: str) -> list[FoundFeed]:
    for place in _USUAL_PLACES:
        try:
            found = _as_feed(reader, ask(urljoin(page, place)))
        except OutgoingError:
            continue
        if found:
            return [found]
    return []
