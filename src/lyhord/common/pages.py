"""A page is its template and, by name and type, everything the template may use."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a template may use. Subclasses name their template and add typed fields."""

    template: ClassVar[str]

    def context(self) -> dict[str, Any]:
        """The fields by name, not copied."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def show(request: HttpRequest, page: Page, *, part: str = "", status: int = 200) -> HttpResponse:
    """Render ``page``; only its partial ``part`` when htmx asked for it."""
    wanted = f"#{part}" if part and getattr(request, "htmx", False) else ""
    response = render(request, page.template + wanted, page.context(), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
