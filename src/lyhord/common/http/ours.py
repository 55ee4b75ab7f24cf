"""The way out as this installation is set up."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from lyhord.common.http.addresses import AddressFilter
from lyhord.common.http.fetching import Answer
from lyhord.common.http.outgoing import Outgoing

_AT_HOME = {"127.0.0.1", "localhost", "::1", None}


def outgoing() -> Outgoing:
    """The process's one ``Outgoing``: public addresses, and what ``LYHORD_ALLOWED_NETWORKS`` names."""
    return _outgoing(tuple(settings.NETWORKS["allowed"]), settings.SITE_URL)


def fetch(url: str, *, headers: Mapping[str, str] | None = None, **limits: float) -> Answer:
    """GET ``url`` with all limits. Raises OutgoingError."""
    return outgoing().fetch(url, headers=headers, **limits)


def client() -> httpx.Client:
    """A client with the address filter. Close it after use."""
    return outgoing().client()


@lru_cache(maxsize=4)
def _outgoing(allowed: tuple[str, ...], site: str) -> Outgoing:
    return Outgoing(addresses=AddressFilter.of(allowed), user_agent=_user_agent(site))


def _user_agent(site: str) -> str:
    """Who we are and where we can be asked about it."""
    try:
        ours = f"Lyhord/{version('lyhord')}"
    except PackageNotFoundError:  # run from a checkout
        ours = "Lyhord/0"
    return ours if urlsplit(site).hostname in _AT_HOME else f"{ours} (+{site})"
