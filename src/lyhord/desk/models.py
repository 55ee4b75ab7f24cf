"""How far a department has come with its founding, and what was typed but not yet saved."""

from django.db import models

from lyhord.desk.rules.steps import Step
from lyhord.organisation.models import User, Workspace


class Founding(models.Model):
    """The walk through the guide. The answers live where they belong: company, seats, goals.

    ``done``: step → answered or skipped. ``words``: what to listen for, as it was typed. ``made``: what
    answers became, so that answering again changes it. ``version`` grows with every answer.
    """

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="founding")
    done = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.workspace}: {len(self.done)}/{len(Step)}"


class Draft(models.Model):
    """What one person has typed and not saved. ``seen``: how the answer stood when they began."""

    founding = models.ForeignKey(Founding, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=20, choices=Step.choices)
    typed = models.JSONField(default=dict)
    seen = models.CharField(max_length=64)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["founding", "user", "step"], name="draft_once_per_person_and_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.step}"
