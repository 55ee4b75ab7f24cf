"""The settings an administrator may give: environment variables named LYHORD_*, each with its meaning.

``docs/settings.md`` is tested against ``VARIABLES``.
"""

import os
from typing import NamedTuple
from urllib.parse import urlsplit


class Variable(NamedTuple):
    """One environment variable: its name, what it holds when unset, and what it is for."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable(
        "LYHORD_DATA",
        "",
        "Folder of everything that must be kept: database, secret, media, log. "
        "Empty: var/ in a checkout, ~/.local/share/lyhord when installed.",
    ),
    Variable("LYHORD_HOST", "127.0.0.1", "Address the pages are served at; the same as --host."),
    Variable("LYHORD_PORT", "8000", "Port the pages are served at; the same as --port."),
    Variable(
        "LYHORD_DATABASE_URL", "", "postgres://user:password@host/name; empty: SQLite in the data folder."
    ),
    Variable(
        "LYHORD_SECRET_KEY", "", "Signs sessions and links; empty: the file secret.key in the data folder."
    ),
    Variable("LYHORD_DEBUG", "no", "Developers only: error pages with details. Refused off loopback."),
    Variable(
        "LYHORD_HOSTS", "127.0.0.1,localhost,[::1]", "Names that the pages may be reached by, with commas."
    ),
    Variable(
        "LYHORD_URL", "", "The address people type; it stands in links in mail. Empty: host and port above."
    ),
    Variable(
        "LYHORD_EMAIL_URL", "", "smtp://user:password@host:587?tls=True; empty: no mail, links are shown."
    ),
    Variable("LYHORD_EMAIL_FROM", "lyhord@localhost", "Sender of our mail."),
    Variable(
        "LYHORD_OIDC_URL",
        "",
        "Issuer of your sign-on (Entra, Google, Keycloak …); empty: passwords and passkeys.",
    ),
    Variable("LYHORD_OIDC_NAME", "SSO", "What the sign-on button says."),
    Variable("LYHORD_OIDC_CLIENT", "", "Client id at the issuer."),
    Variable("LYHORD_OIDC_SECRET", "", "Client secret at the issuer."),
    Variable("LYHORD_SESSION_DAYS", "14", "After so many days everybody signs in again."),
    Variable(
        "LYHORD_SESSION_IDLE_HOURS", "12", "After so many hours without a sign of life one is signed out."
    ),
    Variable(
        "LYHORD_TRUSTED_PROXIES",
        "0",
        "How many proxies of your own stand in front (for the caller's address).",
    ),
    Variable(
        "LYHORD_ALLOWED_NETWORKS",
        "",
        "Address ranges (CIDR, with commas) that may be called although they are not public, "
        "e.g. of an intranet feed.",
    ),
    Variable(
        "LYHORD_BLUESKY_JETSTREAM",
        "wss://jetstream1.us-east.bsky.network,wss://jetstream2.us-east.bsky.network,"
        "wss://jetstream1.us-west.bsky.network,wss://jetstream2.us-west.bsky.network",
        "Jetstream hosts, tried in order.",
    ),
    Variable(
        "LYHORD_BLUESKY_RELAY", "", "A relay or PDS to listen to by subscribeRepos instead of Jetstream."
    ),
    Variable("LYHORD_BLUESKY_APP", "https://bsky.app", "Where links to Bluesky posts lead."),
    Variable(
        "LYHORD_BLUESKY_APPVIEW",
        "https://public.api.bsky.app",
        "Where the names and followers of Bluesky authors are looked up; a PDS of your own works, too.",
    ),
    Variable("LYHORD_BLUESKY_PLC", "https://plc.directory", "The directory of Bluesky identities."),
    Variable(
        "LYHORD_MASTODON", "https://mastodon.social", "The instance whose public hashtag feeds are read."
    ),
    Variable("LYHORD_MASTODON_TOKEN", "", "Access token for its public stream; empty: hashtag feeds only."),
    Variable("LYHORD_LISTEN", "yes", "no: networks are not listened to (feeds and streams stand still)."),
    Variable(
        "LYHORD_HEARD_HOURS",
        "48",
        "How long posts that no monitor asked for are kept for previews, in hours.",
    ),
    Variable("LYHORD_HEARD_POSTS", "300000", "… and how many of them at most."),
)

DEFAULTS = {variable.name: variable.default for variable in VARIABLES}


def text(name: str) -> str:
    """The variable's value, or its documented default."""
    return os.environ.get(name, DEFAULTS[name])


def yes(name: str) -> bool:
    """Whether a yes/no variable says yes."""
    return text(name).strip().lower() in {"1", "yes", "true", "on"}


def words(name: str) -> list[str]:
    """A list written with commas; empty parts are left out."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def origin(url: str) -> str:
    """``https://host:port`` of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def number(name: str) -> int:
    """A whole number."""
    return int(text(name))
