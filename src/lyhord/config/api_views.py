"""What the API can do: for programs as OpenAPI, for people as a page."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from lyhord.common.api_reference import Chapter, chapters_of
from lyhord.common.pages import Page, show
from lyhord.config.api import api
from lyhord.organisation.permissions import anyone, signed_in


@dataclass(frozen=True, kw_only=True)
class ApiPage(Page):
    """Every operation in words."""

    template: ClassVar[str] = "organisation/api.html"
    title: str
    words: str
    chapters: tuple[Chapter, ...]
    root: str


@anyone
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description that programs read. Nothing in it is secret."""
    return JsonResponse(_schema())


@signed_in
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    schema = _schema()
    page = ApiPage(
        title=schema["info"]["title"],
        words=schema["info"]["description"],
        chapters=chapters_of(schema),
        root=request.build_absolute_uri("/api/v1"),
    )
    return show(request, page)


def _schema() -> dict[str, Any]:
    return dict(api.get_openapi_schema())
