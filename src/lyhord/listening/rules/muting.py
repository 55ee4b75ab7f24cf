"""Whether a post comes from somebody, or leads somewhere, that is muted."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lyhord.listening.rules.states import MuteKind
from lyhord.percolator import Post, index_tokens

_SITE = "site:"


@dataclass(slots=True)
class Mutes:
    """What one workspace has muted.

    ``authors``: (network, author's id or handle). ``sites``: hosts; what is below them is muted as well.
    """

    authors: set[tuple[str, str]] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)

    def add(self, kind: str, network: str, value: str) -> None:
        """Mute one more."""
        if kind == MuteKind.AUTHOR:
            self.authors.add((network, value))
        else:
            self.sites.add(value)

    def hold(self, network: str, author_id: str, post: Post) -> bool:
        """Whether the post is muted. A site counts as in the query language's ``site:``."""
        names = {(network, author_id or post.author)} if author_id or post.author else set()
        return bool(self.authors & names) or bool(self.sites and self.sites & _sites(index_tokens(post)))


def _sites(tokens: Iterable[str]) -> set[str]:
    return {token.removeprefix(_SITE) for token in tokens if token.startswith(_SITE)}
