"""The address of the live stream."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from lyhord.common.clock import utc_now
from lyhord.notices.selectors import listener_of
from lyhord.notices.stream import stream
from lyhord.organisation.permissions import anyone
from lyhord.organisation.requests import WorkspaceRequest


@anyone  # decided here: a stream says 403 where a page leads to the login
def live(request: WorkspaceRequest, workspace: str) -> HttpResponseBase:
    """Tell the page, as long as it is open, that there is something new: topic and count, never content."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    listener = listener_of(
        request.user, workspace, session_key=request.session.session_key or "", now=utc_now()
    )
    if listener is None:
        raise Http404
    if not listener.topics:
        return HttpResponse(status=403)
    after = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    events = stream(listener, int(after) if after.isascii() and after.isdigit() else None)
    # X-Accel-Buffering: nginx would keep the events until its buffer is full
    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    return StreamingHttpResponse(events, content_type="text/event-stream", headers=headers)
