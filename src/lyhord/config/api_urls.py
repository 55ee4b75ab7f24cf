"""The API, version 1, and its description."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path

from lyhord.config import api_views
from lyhord.config.api import api
from lyhord.organisation.permissions import by_token

_operations, _app_name, _namespace = api.urls


def _declare(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Every operation asks for its token itself; the session is none of its business."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            by_token(pattern.callback)
        else:
            _declare(pattern.url_patterns)


_declare(_operations)
urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", api_views.openapi, name="api_openapi"),
    path("docs/", api_views.reference, name="api_reference"),
    path("", include((_operations, _app_name), namespace=_namespace)),
]
