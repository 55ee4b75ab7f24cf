"""Ways in: invitations (their links are signed, never kept) and API tokens (kept as hashes)."""

import secrets
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models.people import Member, User
from lyhord.organisation.models.structure import Seat, Unit
from lyhord.organisation.models.workspace import Workspace


def new_key() -> str:
    """Random, so that a link cannot be guessed or used again after a newer one was made."""
    return secrets.token_urlsafe(18)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by name of what is asked."""

    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; their time may be over."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, now: datetime) -> "InvitationQuerySet":
        """Those whose link works at ``now``."""
        return self.unanswered().filter(expires_at__gt=now)

    def to_mail(self, now: datetime) -> "InvitationQuerySet":
        """Open ones whose letter is due."""
        return self.open(now).filter(mailed_at__isnull=True, mail_due_at__lte=now)


class Invitation(models.Model):
    """One address may join one workspace, once, within 72 hours.

    The link is signed over the row's id, address and ``key``: a new ``key`` makes older links worthless.
    ``mail_due_at`` is empty when no mail is wanted; the worker moves it on with every attempt.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    positions = models.JSONField(default=list)
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(
        Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    key = models.CharField(max_length=32, default=new_key)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once_per_address",
            )
        ]

    def __str__(self) -> str:
        return self.email

    def is_open(self, now: datetime) -> bool:
        """Whether its link works at ``now``."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now


class Scope(models.TextChoices):
    """What a token lets a program do."""

    READ = "read", _("Read")
    WRITE = "write", _("Read and write")


class ApiToken(models.Model):
    """A program's key: one person, one workspace, one scope. Only its hash is kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.READ)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
