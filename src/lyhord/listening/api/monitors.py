"""Monitors over the API."""

from django.http import Http404
from ninja import Router, Status

from lyhord.common.api import gives
from lyhord.common.clock import utc_now
from lyhord.listening import selectors, services
from lyhord.listening.api.errors import said_to_programs
from lyhord.listening.api.shapes import (
    LookBackOut,
    MonitorChange,
    MonitorIn,
    MonitorOut,
    PreviewIn,
    PreviewOut,
    look_back_out,
    monitor_out,
    preview_out,
)
from lyhord.listening.models import Monitor
from lyhord.listening.remarks import remarks_on
from lyhord.organisation.api_auth import Token
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.percolator import Query

router = Router(tags=["listening"])
SEE, EDIT = May.SEE_MENTIONS, May.EDIT_MONITORS


@router.get("/monitors", response=gives(list[MonitorOut]), auth=Token(SEE), summary="Monitors")
def list_monitors(request: WorkspaceRequest, stopped: bool = False) -> list[dict[str, object]]:
    """All that listen, or with ``stopped`` those that do not."""
    rows = selectors.monitor_list(request.workspace, now=utc_now(), stopped=stopped)
    return [monitor_out(row) for row in rows]


@router.get("/monitors/{int:monitor_id}", response=gives(MonitorOut), auth=Token(SEE), summary="A monitor")
def get_monitor(request: WorkspaceRequest, monitor_id: int) -> dict[str, object]:
    """One of them, listening or stopped."""
    return _shown(request, monitor_id)


@router.post(
    "/monitors", response=gives(MonitorOut, 201), auth=Token(EDIT, write=True), summary="Make a monitor"
)
def make_monitor(request: WorkspaceRequest, wanted: MonitorIn) -> Status[dict[str, object]]:
    """It listens at once, and looks back at what was said before."""
    with said_to_programs():
        made = services.create_monitor(
            workspace=request.workspace, by=request.actor, asked=wanted.wish(), note=wanted.note
        )
    return Status(201, _shown(request, made.pk))


@router.put(
    "/monitors/{int:monitor_id}",
    response=gives(MonitorOut),
    auth=Token(EDIT, write=True),
    summary="Change a monitor",
)
def change_monitor(request: WorkspaceRequest, monitor_id: int, wanted: MonitorChange) -> dict[str, object]:
    """Another query makes another version. 409 when somebody was quicker."""
    asked = MonitorIn(**wanted.dict(exclude={"version"})).wish()
    with said_to_programs():
        services.change_monitor(
            monitor=_monitor(request, monitor_id),
            by=request.actor,
            asked=asked,
            note=wanted.note,
            expected_version=wanted.version,
        )
    return _shown(request, monitor_id)


@router.post(
    "/monitors/{int:monitor_id}/stop",
    response=gives(MonitorOut),
    auth=Token(EDIT, write=True),
    summary="Stop a monitor",
)
def stop_monitor(request: WorkspaceRequest, monitor_id: int) -> dict[str, object]:
    """What it found stays."""
    services.stop_monitor(monitor=_monitor(request, monitor_id), by=request.actor)
    return _shown(request, monitor_id)


@router.post(
    "/monitors/{int:monitor_id}/start",
    response=gives(MonitorOut),
    auth=Token(EDIT, write=True),
    summary="Let a monitor listen again",
)
def start_monitor(request: WorkspaceRequest, monitor_id: int) -> dict[str, object]:
    """From now on, and it looks back at what was said meanwhile."""
    with said_to_programs():
        services.start_monitor(monitor=_monitor(request, monitor_id), by=request.actor)
    return _shown(request, monitor_id)


@router.post("/monitors/preview", response=gives(PreviewOut), auth=Token(EDIT), summary="Try a query")
def preview_query(request: WorkspaceRequest, wanted: PreviewIn) -> dict[str, object]:
    """What it would have found among what was really said, and what it will cost. Keeps nothing.

    Takes up to two seconds; with `after` it goes on where the answer before ended.
    """
    with said_to_programs():
        found = selectors.preview(request.workspace, wanted.query, after=wanted.after)
        cost = selectors.query_cost(request.workspace, wanted.query, found)
        query = Query.parse(wanted.query, selectors.lists_of(request.workspace))
    return preview_out(found, cost, remarks_on(query))


@router.get(
    "/monitors/{int:monitor_id}/look-back",
    response=gives(LookBackOut),
    auth=Token(SEE),
    summary="How far the look back is",
)
def look_back(request: WorkspaceRequest, monitor_id: int) -> dict[str, object]:
    """A new query is held against what was heard before; this says how much of it was looked at."""
    return look_back_out(selectors.back_fill_progress(_monitor(request, monitor_id)))


@router.post(
    "/monitors/{int:monitor_id}/look-back/stop",
    response=gives(LookBackOut),
    auth=Token(EDIT, write=True),
    summary="Look back no further",
)
def stop_look_back(request: WorkspaceRequest, monitor_id: int) -> dict[str, object]:
    """What it found stays."""
    monitor = _monitor(request, monitor_id)
    services.stop_back_fill(monitor=monitor, by=request.actor, now=utc_now())
    return look_back_out(selectors.back_fill_progress(monitor))


def _shown(request: WorkspaceRequest, monitor_id: int) -> dict[str, object]:
    found = selectors.monitor_detail(request.workspace, monitor_id, now=utc_now())
    if found is None:
        raise Http404
    return monitor_out(found.row)


def _monitor(request: WorkspaceRequest, monitor_id: int) -> Monitor:
    found = selectors.monitor(request.workspace, monitor_id)
    if found is None:
        raise Http404
    return found
