"""Jetstream: the network's stream as JSON, its places are microseconds.

Source: https://github.com/bluesky-social/jetstream, version 1 of the wire, which the public hosts speak
(checked 2026-11-23).
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from lyhord.channels.networks.bluesky.records import POSTS, author_gone, deleted, written
from lyhord.channels.networks.bluesky.wire import CLOSED, Heard

_REWIND_US, _REWIND_ELSEWHERE_US = 5_000_000, 15_000_000  # another host's clock may differ
_LAST_SECOND = datetime(2100, 1, 1, tzinfo=UTC).timestamp()


class Jetstream:
    """Several hosts with the same stream. An old place is silently moved up to what they still have."""

    tells_of_gaps = False

    def __init__(self, hosts: tuple[str, ...], *, app: str) -> None:
        self.hosts, self._app = hosts, app

    def url(self, host: str, place: int | None, *, is_same_host: bool) -> str:
        """Posts, and what happens to accounts; a few seconds again, so that nothing falls between."""
        asked: dict[str, str | int] = {"wantedCollections": POSTS}
        if place is not None:
            asked["cursor"] = max(0, place - (_REWIND_US if is_same_host else _REWIND_ELSEWHERE_US))
        return f"{host.rstrip('/')}/subscribe?{urlencode(asked)}"

    def read(self, message: str | bytes) -> Heard | None:
        """One message in our words."""
        said = _json(message)
        did, place = said.get("did"), said.get("time_us")
        if not isinstance(did, str) or not isinstance(place, int) or not 0 < place / 1e6 < _LAST_SECOND:
            return None
        at = datetime.fromtimestamp(place / 1_000_000, UTC)
        if said.get("kind") == "commit":
            return self._commit(did, _mapping(said.get("commit")), Heard(at, place))
        return _account(did, said, Heard(at, place))

    def _commit(self, did: str, commit: Mapping[str, Any], heard: Heard) -> Heard:
        rkey = commit.get("rkey")
        if commit.get("collection") != POSTS or not isinstance(rkey, str):
            return heard
        doing = commit.get("operation")
        if doing == "delete":
            return Heard(heard.at, heard.place, (deleted(did, rkey, at=heard.at),))
        event = written(
            did, rkey, commit.get("record"), at=heard.at, app=self._app, is_edit=doing == "update"
        )
        return Heard(heard.at, heard.place, (event,)) if event else heard


def _account(did: str, said: Mapping[str, Any], heard: Heard) -> Heard:
    if said.get("kind") == "identity":
        return Heard(heard.at, heard.place, renamed=frozenset({did}))
    account = _mapping(said.get("account"))
    if account.get("active") is False and account.get("status") in CLOSED:
        return Heard(heard.at, heard.place, (author_gone(did, at=heard.at),))
    return heard


def _json(message: str | bytes) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(message))
    except (ValueError, RecursionError):
        return {}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
