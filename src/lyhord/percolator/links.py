"""Links: the host a ``site:`` asks for."""

import re

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//")
_HOST = re.compile(r"(?:[^/?#@\s]*@)?([\w.-]+)")


def host(link: str) -> str:
    """The host of a folded link, readable: ``xn--`` names are decoded. Empty when there is none."""
    scheme = _SCHEME.match(link)
    found = _HOST.match(link, scheme.end() if scheme else 0)
    name = found[1].strip(".") if found else ""
    return _readable(name) if "xn--" in name else name


def is_at(link: str, site: str) -> bool:
    """Whether a folded ``link`` leads to ``site`` or to a subdomain of it."""
    name = host(link)
    return name == site or name.endswith("." + site)


def _readable(name: str) -> str:
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return name
