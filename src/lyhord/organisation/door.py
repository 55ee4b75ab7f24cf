"""Who is not signed in is led to the door, and from there back to where they were."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from lyhord.common.toasts import warn

SAFE = {"GET", "HEAD"}


class DoorMiddleware(LoginRequiredMiddleware):
    """Django's, but: a part of a page leads the whole page there, and a form leads back to its page."""

    def handle_no_permission(  # type: ignore[override]  # for a part it is no redirect but an order
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """To the sign-in page. What was sent by a form is lost, and that is said."""
        if request.method not in SAFE:
            warn(request, _("What you sent just now was not saved, for you were not signed in any more."))
        address = resolve_url(self.get_login_url(view_func))
        back = f"{address}?{urlencode({self.redirect_field_name: _page(request)})}"
        is_part = request.headers.get("HX-Request") == "true"
        return HttpResponseClientRedirect(back) if is_part else HttpResponseRedirect(back)


def _page(request: HttpRequest) -> str:
    """The page that somebody looks at: of a part or a form it is where these stand, not where they lead."""
    standing = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if request.headers.get("HX-Request") != "true" and request.method in SAFE:
        return request.get_full_path()
    is_ours = url_has_allowed_host_and_scheme(
        standing, {request.get_host()}, require_https=request.is_secure()
    )
    return urlsplit(standing)._replace(scheme="", netloc="").geturl() if is_ours else "/"
