"""What every page's frame needs: where one is, where one can go."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of ``common/base.html``."""
    return {}
