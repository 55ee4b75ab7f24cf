"""Who calls the API, and what they may. Every operation says so: ``auth=Token(May.SEE_MENTIONS)``."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from lyhord.common.api import PER_MINUTE, ApiError, hold_back
from lyhord.common.clock import utc_now
from lyhord.organisation.addresses import caller_address
from lyhord.organisation.models import ApiToken
from lyhord.organisation.models.access import Scope
from lyhord.organisation.permissions import May, granted
from lyhord.organisation.requests import Actor
from lyhord.organisation.selectors import positions_of
from lyhord.organisation.services import token_digest

__all__ = ["Token"]

NOTED_EVERY = timedelta(minutes=5)


class Token(HttpBearer):
    """The bearer of a token whose owner may ``may`` today; ``write``: a token that may change things.

    Afterwards the request knows ``workspace``, ``member``, ``actor``, ``positions``, ``granted`` and ``may``
    as a page's request does. 401 without a good token, 403 with one that may not, 429 with one in haste.
    """

    def __init__(self, may: May, *, write: bool = False) -> None:
        super().__init__()
        self.may, self.write = may, write

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, with the request filled in; nothing when there is no such token."""
        now = utc_now()
        row = _good_token(token, now=now)
        if row is None:
            return None
        hold_back(f"token-{row.pk}", per_minute=PER_MINUTE)
        self._complete(request, row, now)
        if self.write and row.scope != Scope.WRITE:
            raise ApiError(403, "read_only_token", _("This token may read only."))
        if self.may not in request.granted:  # type: ignore[attr-defined]
            raise PermissionDenied
        _note_use(row, now=now)
        return row

    def _complete(self, request: HttpRequest, row: ApiToken, now: datetime) -> None:
        member = row.member
        today = now.astimezone(member.workspace.zone).date()
        positions = positions_of(member, today=today)
        rights = granted(positions)
        actor = Actor(user=member.user, name=str(member.user), where=f"API {caller_address(request)}")
        request.workspace, request.member, request.actor = member.workspace, member, actor  # type: ignore[attr-defined]
        request.positions, request.granted, request.may = positions, rights, rights.__contains__  # type: ignore[attr-defined]


def _good_token(secret: str, *, now: datetime) -> ApiToken | None:
    """Not revoked, not over, of somebody who is still here. One query, by hash: timing tells nothing."""
    tokens = ApiToken.objects.select_related("member__workspace", "member__user")
    alive = tokens.filter(revoked_at__isnull=True, member__left_at__isnull=True, member__user__is_active=True)
    in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    return alive.filter(in_time, digest=token_digest(secret)).first()


def _note_use(row: ApiToken, *, now: datetime) -> None:
    """Keep when it was used, every five minutes at most: a write at every call would make calls wait."""
    if row.last_used_at is None or now - row.last_used_at > NOTED_EVERY:
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
