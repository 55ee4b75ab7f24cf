"""What we accept as an address on the web."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from lyhord.common.http.errors import BAD_ADDRESS, PASSWORD_IN_ADDRESS, OutgoingError

_LONGEST = 2_000


@dataclass(frozen=True)
class Target:
    """A checked address: scheme, host and port of where a call goes."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        """Who is called; credentials are for one origin only."""
        return self.scheme, self.host, self.port


def target(url: str, *, schemes: tuple[str, str] = ("http", "https")) -> Target:
    """``url`` checked: one of ``schemes`` (the open one first), a host, no password. Raises OutgoingError."""
    parts = _split(url)
    if parts is None or parts.scheme.lower() not in schemes or not parts.hostname:
        raise OutgoingError(BAD_ADDRESS, permanent=True)
    if parts.username or parts.password:
        raise OutgoingError(PASSWORD_IN_ADDRESS, permanent=True)
    scheme = parts.scheme.lower()
    port = parts.port or (80 if scheme == schemes[0] else 443)
    return Target(url, scheme, parts.hostname.lower().rstrip("."), port)


def _split(url: str) -> SplitResult | None:
    if len(url) > _LONGEST or any(character <= " " or character == "\x7f" for character in url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for what is no port
    except ValueError:
        return None
    return parts
