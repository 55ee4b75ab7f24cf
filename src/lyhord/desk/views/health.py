"""For those who watch over the machine: is it alive, is it ready?"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from lyhord.common.clock import utc_now
from lyhord.desk.selectors.health import checks
from lyhord.organisation.permissions import anyone


@anyone
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """The web process answers. Touches nothing."""
    return JsonResponse({"alive": True})


@anyone
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Everything that the department needs works; 503 and what does not, when it does not."""
    found = checks(utc_now())
    is_ready = all(check.is_well for check in found)
    parts = {check.part.value: "ok" if check.is_well else check.says for check in found}
    return JsonResponse({"ready": is_ready, "parts": parts}, status=200 if is_ready else 503)
