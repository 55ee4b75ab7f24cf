"""The stream of a relay or a PDS itself: ``com.atproto.sync.subscribeRepos``, CBOR with CAR blocks inside.

Source: https://atproto.com/specs/event-stream and …/sync; checked 2026-11-23. Signatures are not
verified: the relay is one that the operator chose.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import libipld

from lyhord.channels.contract import Event
from lyhord.channels.networks.bluesky.records import POSTS, author_gone, deleted, moment, written
from lyhord.channels.networks.bluesky.wire import CLOSED, Heard, Skipped

_METHOD = "xrpc/com.atproto.sync.subscribeRepos"


class Repos:
    """One relay or PDS; its places are its own sequence numbers, and it says what it no longer has."""

    tells_of_gaps = True

    def __init__(self, host: str, *, app: str) -> None:
        self.hosts: tuple[str, ...] = (_websocket(host),)
        self._app = app

    def url(self, host: str, place: int | None, *, is_same_host: bool) -> str:
        """Everything after ``place``."""
        asked = "" if place is None else "?" + urlencode({"cursor": place})
        return f"{host.rstrip('/')}/{_METHOD}{asked}"

    def read(self, message: str | bytes) -> Heard | None:
        """One frame in our words. Raises Skipped when the server cannot go on from our place."""
        header, body = _frame(message)
        if header.get("op") == -1 and body.get("error") == "FutureCursor":
            raise Skipped(start_over=True)
        if header.get("t") == "#info" and body.get("name") == "OutdatedCursor":
            raise Skipped(start_over=False)
        at, place = moment(body.get("time")), body.get("seq")
        if at is None or not isinstance(place, int):
            return None
        return self._about(str(header.get("t")), body, Heard(at, place))

    def _about(self, kind: str, body: Mapping[str, Any], heard: Heard) -> Heard:
        did = body.get("repo" if kind == "#commit" else "did")
        if not isinstance(did, str):
            return heard
        if kind == "#commit":
            return Heard(heard.at, heard.place, tuple(self._events(did, body, heard)))
        if kind == "#identity":
            return Heard(heard.at, heard.place, renamed=frozenset({did}))
        if kind == "#account" and body.get("active") is False and body.get("status") in CLOSED:
            return Heard(heard.at, heard.place, (author_gone(did, at=heard.at),))
        return heard

    def _events(self, did: str, body: Mapping[str, Any], heard: Heard) -> Iterator[Event]:
        ops = [op for op in body.get("ops") or () if _is_about_a_post(op)]
        blocks = _blocks(body.get("blocks")) if ops else {}
        for op in ops:
            rkey = op["path"].split("/", 1)[1]
            if op.get("action") == "delete":
                yield deleted(did, rkey, at=heard.at)
                continue
            event = written(
                did, rkey, _block(blocks, op.get("cid")), at=heard.at, app=self._app,
                is_edit=op.get("action") == "update",
            )  # fmt: skip
            if event:
                yield event


def _websocket(host: str) -> str:
    """http(s):// is how people write a PDS; its stream is ws(s)://."""
    return "ws" + host[4:] if host.startswith(("http://", "https://")) else host


def _is_about_a_post(op: object) -> bool:
    return isinstance(op, Mapping) and isinstance(op.get("path"), str) and op["path"].startswith(POSTS + "/")


def _frame(message: str | bytes) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    try:
        header, body = libipld.decode_dag_cbor_multi(message if isinstance(message, bytes) else b"")
    except (ValueError, RecursionError):
        return {}, {}
    good = isinstance(header, Mapping) and isinstance(body, Mapping)
    return (header, body) if good else ({}, {})


def _blocks(car: object) -> Mapping[bytes, Any]:
    if not isinstance(car, bytes) or not car:
        return {}
    try:
        _header, blocks = libipld.decode_car(car)
    except (ValueError, RecursionError):
        return {}
    return blocks


def _block(blocks: Mapping[bytes, Any], cid: object) -> object:
    return blocks.get(cid) if isinstance(cid, bytes) else None
