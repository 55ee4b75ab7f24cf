"""From where somebody calls."""

from django.conf import settings
from django.http import HttpRequest


def caller_address(request: HttpRequest) -> str:
    """The caller's IP address. ``X-Forwarded-For`` counts only as far as our own proxies reach."""
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = int(settings.TRUSTED_PROXIES)
    if trusted and len(hops) >= trusted:
        return hops[-trusted][:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
