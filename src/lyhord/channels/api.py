"""Sources and their health over the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime

from django.http import Http404
from ninja import Field, Router, Schema, Status

from lyhord.channels import selectors, services
from lyhord.channels.errors import ChannelsError
from lyhord.channels.models import Source
from lyhord.channels.services import SourceExists
from lyhord.common.api import ApiError, gives
from lyhord.common.clock import utc_now
from lyhord.organisation.api_auth import Token
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest

router = Router(tags=["sources"])
SEE, EDIT = May.SEE_MENTIONS, May.EDIT_SOURCES


class GapOut(Schema):
    """A stretch of which something may be missing; ``to_at`` is empty while it lasts."""

    from_at: datetime
    to_at: datetime | None
    reason: str


class SourceOut(Schema):
    """A source and how it is doing. ``state``: ok, waiting, late, failing or paused."""

    id: int
    network: str
    address: str
    name: str
    language: str
    is_own: bool
    is_shared: bool
    state: str
    error: str
    last_item_at: datetime | None
    last_ok_at: datetime | None
    next_try_at: datetime | None
    lag_s: float | None
    gaps: list[GapOut]


class SourceIn(Schema):
    """A feed (``rss``) by its address, or a hashtag (``mastodon``)."""

    network: str = Field(pattern="^(rss|mastodon)$")
    address: str = Field(max_length=500)
    name: str = Field("", max_length=120)
    language: str = Field("", max_length=8)
    is_own: bool = False


@router.get("/sources", response=gives(list[SourceOut]), auth=Token(SEE), summary="Sources and their health")
def list_sources(request: WorkspaceRequest) -> list[dict[str, object]]:
    """The workspace's own, and the public streams that all share."""
    return [_out(health) for health in selectors.source_health(request.workspace, utc_now())]


@router.get("/sources/{int:source_id}", response=gives(SourceOut), auth=Token(SEE), summary="A source")
def get_source(request: WorkspaceRequest, source_id: int) -> dict[str, object]:
    """One of them."""
    return _shown(request, source_id)


@router.post("/sources", response=gives(SourceOut, 201), auth=Token(EDIT, write=True), summary="Add a source")
def add_source(request: WorkspaceRequest, wanted: SourceIn) -> Status[dict[str, object]]:
    """It is listened to from the next round on. 409 when we listen to it already."""
    with _said_to_programs():
        made = services.add_source(workspace=request.workspace, by=request.actor, **wanted.dict())
    return Status(201, _shown(request, made.pk))


@router.post(
    "/sources/{int:source_id}/pause",
    response=gives(SourceOut),
    auth=Token(EDIT, write=True),
    summary="Pause a source",
)
def pause_source(request: WorkspaceRequest, source_id: int) -> dict[str, object]:
    """It is not listened to for now."""
    services.pause_source(source=_own(request, source_id), by=request.actor)
    return _shown(request, source_id)


@router.post(
    "/sources/{int:source_id}/resume",
    response=gives(SourceOut),
    auth=Token(EDIT, write=True),
    summary="Listen to a source again",
)
def resume_source(request: WorkspaceRequest, source_id: int) -> dict[str, object]:
    """It is listened to again, at once."""
    services.resume_source(source=_own(request, source_id), by=request.actor)
    return _shown(request, source_id)


@router.delete(
    "/sources/{int:source_id}",
    response=gives(None, 204),
    auth=Token(EDIT, write=True),
    summary="Remove a source",
)
def remove_source(request: WorkspaceRequest, source_id: int) -> Status[None]:
    """Its mentions stay."""
    services.remove_source(source=_own(request, source_id), by=request.actor, now=utc_now())
    return Status(204, None)


def _out(health: selectors.SourceHealth) -> dict[str, object]:
    return {**asdict(health), "lag_s": health.lag.total_seconds() if health.lag else None}


def _shown(request: WorkspaceRequest, source_id: int) -> dict[str, object]:
    for health in selectors.source_health(request.workspace, utc_now()):
        if health.id == source_id:
            return _out(health)
    raise Http404


def _own(request: WorkspaceRequest, source_id: int) -> Source:
    source = selectors.source_of(request.workspace, source_id)
    if source is None or source.removed_at is not None:
        raise Http404
    return source


@contextmanager
def _said_to_programs() -> Iterator[None]:
    try:
        yield
    except SourceExists as error:
        raise ApiError(409, "source_exists", str(error.message)) from error
    except ChannelsError as error:
        raise ApiError(422, "bad_source", str(error.message)) from error
