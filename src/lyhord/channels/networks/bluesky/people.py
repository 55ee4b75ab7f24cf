"""Who stands behind a DID: handle, name and followers from the app view, else the handle from PDS or PLC.

Source: https://docs.bsky.app/docs/api/app-bsky-actor-get-profiles, …/com-atproto-identity-resolve-handle,
…/com-atproto-repo-describe-repo and https://web.plc.directory/api; checked 2026-11-23.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from lyhord.common.http.errors import Answered
from lyhord.common.http.outgoing import Outgoing

AT_ONCE = 25  # the most that getProfiles takes
_LIMIT_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Profile:
    """What is public about an account; ``handle`` is empty when there is no such account."""

    did: str
    handle: str = ""
    name: str = ""
    followers: int | None = None


class People:
    """Looks up accounts at an app view or a bare PDS and, when that does not know them, in the directory."""

    def __init__(self, outgoing: Outgoing, *, app_view: str, directory: str) -> None:
        self._out, self._app_view, self._directory = outgoing, app_view.rstrip("/"), directory.rstrip("/")

    def profiles(self, dids: Sequence[str]) -> list[Profile]:
        """One profile for each of at most 25 DIDs, in their order. Raises OutgoingError."""
        found = self._from_app_view(dids)
        return [found.get(did) or Profile(did, self._handle(did)) for did in dids]

    def did_of(self, handle: str) -> str:
        """The DID of a handle, empty when it has none. Raises OutgoingError."""
        did = self._ask(self._app_view, "com.atproto.identity.resolveHandle", handle=handle).get("did")
        return did if isinstance(did, str) and did.startswith("did:") else ""

    def _from_app_view(self, dids: Sequence[str]) -> dict[str, Profile]:
        answer = self._ask(self._app_view, "app.bsky.actor.getProfiles", actors=list(dids))
        profiles = answer.get("profiles")
        return {profile.did: profile for profile in _profiles(profiles if isinstance(profiles, list) else [])}

    def _handle(self, did: str) -> str:
        """Of an account that the app view does not show: closed, or known to its own PDS only."""
        answer = self._ask(self._app_view, "com.atproto.repo.describeRepo", repo=did)
        handle = answer.get("handle") if answer.get("handleIsCorrect") is not False else None
        return handle if isinstance(handle, str) else self._handle_in_directory(did)

    def _handle_in_directory(self, did: str) -> str:
        """The directory holds what somebody claims: it counts when the name leads back to them."""
        if not did.startswith("did:plc:"):
            return ""
        names = self._json(f"{self._directory}/{quote(did)}").get("alsoKnownAs")
        first = names[0] if isinstance(names, list) and names else ""
        handle = first.removeprefix("at://") if isinstance(first, str) else ""
        return handle if handle and self.did_of(handle) == did else ""

    def _ask(self, server: str, method: str, **asked: str | list[str]) -> Mapping[str, Any]:
        return self._json(f"{server}/xrpc/{method}?{urlencode(asked, doseq=True)}")

    def _json(self, url: str) -> Mapping[str, Any]:
        """What the server says; nothing when it does not know. Raises OutgoingError when it has trouble."""
        try:
            answer = self._out.fetch(url, limit_bytes=_LIMIT_BYTES)
        except Answered as refused:
            if refused.status in {429, 503}:
                raise
            return {}
        try:
            said = json.loads(answer.body)
        except (ValueError, RecursionError):
            return {}
        return said if isinstance(said, Mapping) else {}


def _profiles(rows: Iterable[object]) -> Iterable[Profile]:
    for row in rows:
        if isinstance(row, Mapping) and isinstance(row.get("did"), str):
            handle, name, followers = row.get("handle"), row.get("displayName"), row.get("followersCount")
            yield Profile(
                row["did"],
                handle if isinstance(handle, str) and handle != "handle.invalid" else "",
                name if isinstance(name, str) else "",
                followers if isinstance(followers, int) and followers >= 0 else None,
            )
