"""Where passkeys work: browsers tie them to a name that is reached safely, never to a number."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import validate_host

HOME = "localhost"


@dataclass(frozen=True)
class PasskeyPlace:
    """Whether this address can use passkeys, and else the same page where it can ("" when nowhere)."""

    is_here: bool
    elsewhere: str = ""

    @property
    def name(self) -> str:
        """The address to go to, as people say it: ``localhost:8000``."""
        return urlsplit(self.elsewhere).netloc


def passkey_place(request: HttpRequest) -> PasskeyPlace:
    """For the page that is asked for. Source: W3C WebAuthn level 3, 5.1.3 step 7, and secure contexts."""
    asked = urlsplit(f"//{request.get_host()}")
    name = asked.hostname or ""
    if _is_number(name):
        return PasskeyPlace(is_here=False, elsewhere=_by_name(request, name, asked.port))
    return PasskeyPlace(is_here=request.is_secure() or name == HOME or name.endswith(f".{HOME}"))


def _by_name(request: HttpRequest, number: str, port: int | None) -> str:
    """This machine knows itself by a name, too; others must be given one."""
    at_home = ip_address(number).is_loopback and not request.is_secure()
    if not at_home or not validate_host(HOME, settings.ALLOWED_HOSTS):
        return ""
    return f"http://{HOME}{f':{port}' if port else ''}{request.get_full_path()}"


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
