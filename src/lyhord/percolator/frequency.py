"""How common things are: the share of posts that a word, or a field's value, is in."""

from lyhord.percolator.tree import Field, Followers, Has, Site, Url

_COMMON = frozenset(
    {"och", "att", "det", "i", "som", "en", "på", "är", "av", "the", "to", "a", "of", "and", "or"}
)
_RARE = 1e-5


class Frequencies:
    """Shares of posts, from 0 to 1; only their order of magnitude matters."""

    def share(self, atom: str) -> float:
        """The share of posts with ``atom`` as it is written: ``kaffe``, ``kaf*``, ``#fika``, ``@anna``."""
        if atom.endswith("*"):
            return 0.3 / len(atom) ** 3
        return share_of_posts(atom) if atom[0] not in "#@" else _RARE

    def share_of_field(self, leaf: object) -> float:
        """The share of posts of which a leaf about a field is true."""
        match leaf:
            case Field(name="author") | Site() | Url():
                return 1e-4
            case Field() | Has() | Followers():
                return 0.3
            case _:
                return 1.0


def share_of_posts(word: str) -> float:
    """The share of all posts that a normalised word is in."""
    return 0.2 if word in _COMMON else _RARE
