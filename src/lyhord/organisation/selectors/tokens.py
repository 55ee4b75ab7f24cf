"""The keys of a person's programs."""

from dataclasses import dataclass
from datetime import datetime

from lyhord.organisation.models import ApiToken, Member
from lyhord.organisation.models.access import Scope


@dataclass(frozen=True)
class TokenRow:
    """A token as its owner sees it: never the secret."""

    id: int
    name: str
    scope: str
    prefix: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    is_over: bool


def tokens_of(member: Member, *, now: datetime) -> tuple[TokenRow, ...]:
    """Somebody's tokens that are not revoked, the newest first. One query."""
    rows = ApiToken.objects.filter(member=member, revoked_at__isnull=True).order_by("-pk")
    return tuple(
        TokenRow(
            id=row.pk,
            name=row.name,
            scope=str(Scope(row.scope).label),
            prefix=row.prefix,
            created_at=row.created_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
            is_over=row.expires_at is not None and row.expires_at <= now,
        )
        for row in rows
    )
