"""The audit trail: who, what, when, where.

Rows are added, never changed (the database itself refuses it); each holds the hash of the one before, and the
chain remembers its end, so that the last lines cannot be taken off unseen.
"""

from django.db import models

from lyhord.organisation.models.workspace import Workspace


class AuditChain(models.Model):
    """One chain of lines, a workspace's or the installation's: how many there are, and how it ends."""

    name = models.CharField(max_length=20, unique=True)
    workspace = models.OneToOneField(
        Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="audit_chain"
    )
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """One thing that somebody did. ``workspace`` is empty for what concerns the whole installation."""

    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="audit_entries"
    )
    chain = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    who = models.CharField(max_length=254)
    user_id_was = models.BigIntegerField(null=True, blank=True)
    what = models.CharField(max_length=60)
    kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    where = models.CharField(max_length=60, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_number_once_per_chain")
        ]
        indexes = [models.Index(fields=["workspace", "-number"], name="audit_newest_first")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.what}"
