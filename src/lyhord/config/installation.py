"""What follows from the environment for this installation: its folder, its secret, its address. No Django."""

import ipaddress
import os
from pathlib import Path
from urllib.parse import urlsplit

from lyhord.config import environment as given

# Not a setting: up and web tell themselves which address they really serve.
BOUND_TO = "LYHORD_BOUND_TO"
PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent if (PACKAGE.parent.parent / "pyproject.toml").exists() else None


def data_folder() -> Path:
    """The folder of everything that must be kept, absolute; it may not be there yet."""
    if named := given.text("LYHORD_DATA"):
        return Path(named).expanduser().resolve()
    if CHECKOUT:
        return CHECKOUT / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "lyhord"


def secret_key() -> str:
    """What signs sessions and links; empty when there is none yet."""
    kept = data_folder() / "secret.key"
    return given.text("LYHORD_SECRET_KEY") or (kept.read_text().strip() if kept.is_file() else "")


def site_url() -> str:
    """The address people type, without a slash at the end."""
    host = given.text("LYHORD_HOST")
    shown = f"[{host}]" if ":" in host else host
    return (given.text("LYHORD_URL") or f"http://{shown}:{given.text('LYHORD_PORT')}").rstrip("/")


def hosts() -> list[str]:
    """The names the pages may be reached by."""
    named = urlsplit(site_url()).hostname or ""
    own = [f"[{named}]" if ":" in named else named] if named not in {"0.0.0.0", "::"} else []
    return list(dict.fromkeys([*given.words("LYHORD_HOSTS"), *own]))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def serves_only_this_machine() -> bool:
    """Whether pages are served, and to this machine alone: bound to loopback, and nothing stands in front."""
    bound, public = os.environ.get(BOUND_TO, ""), urlsplit(site_url()).hostname or ""
    return is_loopback(bound) and is_loopback(public) and not given.number("LYHORD_TRUSTED_PROXIES")
