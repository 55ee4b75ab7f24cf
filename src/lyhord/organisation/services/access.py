"""API tokens: made once, shown once, kept as hashes."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from lyhord.organisation.audit import record
from lyhord.organisation.models import ApiToken, Member
from lyhord.organisation.models.access import Scope
from lyhord.organisation.requests import Actor

PREFIX = "lyh_"


def token_digest(secret: str) -> str:
    """What is kept of a token: SHA-256, as hex. A token has 256 random bits, so a slow hash adds nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(
    member: Member, *, by: Actor, name: str, scope: str, expires_at: datetime | None
) -> tuple[ApiToken, str]:
    """A new token for the member's programs, and its secret: nobody sees it again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        member=member,
        name=name.strip(),
        scope=Scope(scope),
        prefix=secret[:12],
        digest=token_digest(secret),
        expires_at=expires_at,
    )
    record(
        "organisation.make_token",
        by=by, workspace=member.workspace, about=token, name=token.name, scope=str(token.scope),
    )  # fmt: skip
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, now: datetime) -> None:
    """The token opens nothing from now on. Once."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now):
        record(
            "organisation.revoke_token",
            by=by, workspace=token.member.workspace, about=token, name=token.name,
        )  # fmt: skip
