"""Pages for when something went wrong: they say what, in the reader's words, and where to go from here."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.common.toasts import warn

_CODES = {
    400: "unreadable", 403: "forbidden", 404: "not_found", 429: "too_many_calls", 500: "our_fault",
}  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form could not be understood."""
    return _page(
        request,
        400,
        _("We did not understand that"),
        _("Something in the address or the form was not as it should be."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a member who may not see this."""
    words = _("Your position does not include this page. If you need it, ask your head of social media.")
    return _page(request, 403, _("This page is for others"), words)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's safety token was missing or too old."""
    words = _(
        "The form had been open for too long, or cookies are blocked. Go back, reload the page and try again."
    )
    return _page(request, 403, _("The form is too old"), words)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing for this person."""
    words = _("The address may be misspelt, or what stood here has been moved or removed.")
    return _page(request, 404, _("There is nothing here"), words)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: somebody tries too often. allauth asks for it as ``handler429`` of the addresses."""
    words = _("For safety there is a pause now. Wait a quarter of an hour, then try again.")
    page = _page(request, 429, _("That was too many attempts"), words)
    page.headers["Retry-After"] = "900"
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own fault. Asks nothing of the database or the session, for they may be what is broken."""
    if _is_program(request):
        return _told(500, _("Something broke on our side"))
    context = {"request_id": _request_id(request)}
    return HttpResponse(render_to_string("common/broken.html", context), status=500)


def _page(request: HttpRequest, status: int, title: Promise, text: Promise) -> HttpResponse:
    if _is_program(request):
        return _told(status, text)
    if request.headers.get("HX-Request") == "true":
        warn(request, text)
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    user = getattr(request, "user", None)
    frame = "common/base.html" if user and user.is_authenticated else "common/base_bare.html"
    return render(
        request,
        "common/error.html",
        {"frame": frame, "code": status, "heading": title, "text": text},
        status=status,
    )


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _told(status: int, text: Promise) -> HttpResponse:
    """The shape of every failure of the API (``common.api.Failure``)."""
    failure = {"code": _CODES[status], "message": str(text)}
    return JsonResponse({"error": failure}, status=status, json_dumps_params={"ensure_ascii": False})


def _request_id(request: HttpRequest) -> str:
    return str(getattr(request, "id", ""))
