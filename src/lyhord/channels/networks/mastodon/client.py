"""Mastodon's REST API, as far as listening needs it. Knows the wire, not our database.

Source: https://docs.joinmastodon.org/methods/timelines/, …/statuses/, …/instance/ (checked 2026-11-23).
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from lyhord.channels.networks.mastodon.statuses import Status, id_of
from lyhord.common.http.errors import BROKEN_ANSWER, Answered, OutgoingError
from lyhord.common.http.outgoing import Outgoing

PAGE = 40  # the most that a page holds
_LIMIT_BYTES = 5_000_000


class Instance:
    """One server. ``token`` goes to it alone."""

    def __init__(self, outgoing: Outgoing, base: str, *, token: str = "") -> None:
        self._out, self.base, self.token = outgoing, base.rstrip("/"), token
        self.host = urlsplit(self.base).hostname or ""

    def tag(self, name: str, *, min_id: str = "") -> list[Status]:
        """Public statuses with a hashtag, newest first: the newest of all, or those just after ``min_id``."""
        return self._page(f"/api/v1/timelines/tag/{quote(name, safe='')}", min_id)

    def public(self, *, min_id: str = "") -> list[Status]:
        """Public statuses, in the same way."""
        return self._page("/api/v1/timelines/public", min_id)

    def is_gone(self, status_id: str) -> bool:
        """Whether a status that was there is there no more."""
        try:
            self._json(f"/api/v1/statuses/{quote(status_id, safe='')}")
        except Answered as answer:
            if answer.status in {404, 410}:
                return True
            raise
        return False

    def streaming(self) -> str:
        """Where its stream is: what it says, if that is its own house; else where it itself is."""
        said = _streaming_of(self._mapping("/api/v2/instance")) or _streaming_of(
            self._mapping("/api/v1/instance")
        )
        here, there = urlsplit(self.base), urlsplit(said)
        scheme = {"wss": "https", "ws": "http"}.get(there.scheme, there.scheme)
        is_ours = there.hostname == self.host or (there.hostname or "").endswith(f".{self.host}")
        return f"{scheme}://{there.netloc}" if is_ours and scheme == here.scheme else self.base

    def _page(self, path: str, min_id: str) -> list[Status]:
        asked = {"limit": str(PAGE)} | ({"min_id": min_id} if min_id else {})
        found = self._json(f"{path}?{urlencode(asked)}")
        if not isinstance(found, list):
            raise OutgoingError(BROKEN_ANSWER, host=self.host)
        return [status for status in found if isinstance(status, Mapping) and id_of(status)]

    def _mapping(self, path: str) -> Mapping[str, Any]:
        try:
            found = self._json(path)
        except Answered:
            return {}
        return found if isinstance(found, Mapping) else {}

    def _json(self, path: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        answer = self._out.fetch(self.base + path, headers=headers, limit_bytes=_LIMIT_BYTES)
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError):
            raise OutgoingError(BROKEN_ANSWER, host=self.host) from None


def _streaming_of(instance: Mapping[str, Any]) -> str:
    """Version 2 says it under ``configuration``, version 1 under ``urls``."""
    configuration = instance.get("configuration")
    for urls, name in (
        (configuration.get("urls") if isinstance(configuration, Mapping) else None, "streaming"),
        (instance.get("urls"), "streaming_api"),
    ):
        if isinstance(urls, Mapping) and isinstance(urls.get(name), str):
            return str(urls[name])
    return ""
