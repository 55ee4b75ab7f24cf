"""Showing again who one is before something that opens doors (tokens, exports).

Not allauth's own decorator: that keeps a form that was sent and later calls the view past our middleware,
so past the check of who may.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

View = Callable[..., HttpResponse]


def sure_who(view: View) -> View:
    """Whoever has not given password or passkey within a quarter of an hour is asked first."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- a view's
        if did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        return redirect(f"{ways[0]['url']}?{urlencode({'next': request.path})}")

    return asked
