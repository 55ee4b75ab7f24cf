"""When Lyhörd does not start, and what to do then. Checked before Django is loaded."""

import stat
from pathlib import Path

from lyhord.config import environment as given
from lyhord.config import installation
from lyhord.config.tongue import _

SHORTEST_SECRET, FEWEST_CHARACTERS = 32, 8
KNOWN_SECRETS = ("django-insecure", "changeme", "change-me", "secret", "insecure", "example", "lyhord")


class Refused(Exception):
    """We do not start; the text says why and what to do."""


def refuse_unsafe(host: str) -> None:
    """Raise ``Refused`` when serving at ``host`` with the present settings and files would be unsafe."""
    for found in (*_about_addresses(host), *_about_secret(), *_about_folder(installation.data_folder())):
        raise Refused(found)


def _about_addresses(host: str) -> list[str]:
    found = []
    if given.yes("LYHORD_DEBUG") and not installation.is_loopback(host):
        found.append(
            _(
                "LYHORD_DEBUG shows settings and code to everyone who can reach {host}. "
                "Unset it, or serve 127.0.0.1 only."
            )
        )
    if any(name.strip(".") in {"*", ""} for name in installation.hosts()):
        found.append(_("LYHORD_HOSTS must name the hosts: with * anyone can forge the links in our mail."))
    return [text.format(host=host) for text in found]


def _about_secret() -> list[str]:
    secret = installation.secret_key()
    known = secret.lower().startswith(KNOWN_SECRETS)
    if len(secret) >= SHORTEST_SECRET and len(set(secret)) >= FEWEST_CHARACTERS and not known:
        return []
    return [
        _(
            "The secret key is missing, short or well known, so sessions could be forged. "
            "Unset LYHORD_SECRET_KEY and delete {file}: "
            "a fresh one is made at the next start, and everyone signs in again."
        ).format(file=installation.data_folder() / "secret.key")
    ]


def _about_folder(folder: Path) -> list[str]:
    return [
        _("Everyone on this machine may read {path}. Type: chmod o-rwx {path}").format(path=path)
        for path in (folder, folder / "secret.key")
        if path.exists() and path.stat().st_mode & stat.S_IRWXO
    ]
