"""Saying what was just done, with a way back: one call for whole pages and for parts that htmx fetched."""

import json
from collections.abc import Callable

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

_UNDO = "undo:"


def tell(request: HttpRequest, text: str | Promise, *, undo: str = "") -> None:
    """Show ``text`` for a few seconds. ``undo`` is the address that a POST to takes it back."""
    messages.success(request, str(text), extra_tags=_UNDO + undo if undo else "")


def warn(request: HttpRequest, text: str | Promise) -> None:
    """Show ``text`` until it is closed: it did not go as wished."""
    messages.error(request, str(text))


def undo_of(message: Message) -> str:
    """The address that takes back what ``message`` tells, or nothing."""
    tags = message.extra_tags or ""
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""


class ToastMiddleware:
    """Parts fetched by htmx carry the messages in their header; whole pages show them themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and tell."""
        response = self.get_response(request)
        is_part = request.headers.get("HX-Request") == "true" and not 300 <= response.status_code < 400
        if is_part and "HX-Redirect" not in response.headers and "HX-Refresh" not in response.headers:
            _tell_by_header(request, response)
        return response


def _tell_by_header(request: HttpRequest, response: HttpResponse) -> None:
    waiting = [
        {"text": str(message), "kind": message.level_tag, "undo": undo_of(message)}
        for message in messages.get_messages(request)
    ]
    if waiting:  # target: the row that was clicked may be gone by now
        events = _events(response) | {"toast": {"target": "body", "toasts": waiting}}
        response.headers["HX-Trigger"] = json.dumps(events)


def _events(response: HttpResponse) -> dict[str, object]:
    already = response.headers.get("HX-Trigger", "")
    if already.startswith("{"):
        return dict(json.loads(already))
    return {name.strip(): {} for name in already.split(",") if name.strip()}
