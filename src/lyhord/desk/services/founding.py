"""Answering the questions of the guide: one atomic step each, safe to repeat, nobody's words lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.common.errors import LyhordError
from lyhord.desk.models import Draft, Founding
from lyhord.desk.questions.base import Answers, Place, Question, fingerprint, plain
from lyhord.desk.rules.steps import NEEDED, Done, Step
from lyhord.organisation.audit import record
from lyhord.organisation.models import Member, User, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.services import mark_founded


class ChangedMeanwhile(LyhordError):
    """Somebody else has answered since the page was opened; ``there`` is their answer."""

    def __init__(self, there: Answers) -> None:
        super().__init__(_("Somebody has changed this answer while you were writing."))
        self.there = there


class CannotSkip(LyhordError):
    """Without an answer to this there is nothing to listen for."""


@transaction.atomic
def answer(
    *,
    question: Question,
    member: Member,
    by: Actor,
    given: Mapping[str, Any],
    seen: str,
    now: datetime,
) -> Founding:
    """Make a valid answer true.

    ``seen``: the fingerprint of the answer that the person saw. Raises ChangedMeanwhile when it is another
    now, and differs from ``given``; LyhordError when something about the answer cannot be.
    """
    place = place_of(member, now=now, lock=True)
    there = question.truth(place)
    if seen != fingerprint(there) and _differs(there, given):
        raise ChangedMeanwhile(there)
    question.carry_out(place, by, given, now)
    _finish(place.founding, question.step, Done.ANSWERED, by)
    if question.step == Step.MONITORS:
        mark_founded(place.workspace, by=by, now=now)
    return place.founding


@transaction.atomic
def skip(*, question: Question, member: Member, by: Actor, now: datetime) -> Founding:
    """Leave a question for later. Raises CannotSkip for the few that everything hangs on."""
    if question.step in NEEDED:
        raise CannotSkip(_("This one is needed: without it there is nothing to listen for."))
    founding = place_of(member, now=now, lock=True).founding
    if founding.done.get(question.step) != Done.ANSWERED:
        _finish(founding, question.step, Done.SKIPPED, by)
    return founding


@transaction.atomic
def keep_draft(*, step: Step, member: Member, typed: Answers, seen: str) -> None:
    """Keep what somebody has typed so far, for them alone."""
    founding, _made = Founding.objects.get_or_create(workspace=member.workspace)
    Draft.objects.update_or_create(
        founding=founding, user=member.user, step=step, defaults={"typed": typed, "seen": seen[:64]}
    )


def forget_draft(*, step: Step, workspace: Workspace, user: User) -> None:
    """What was typed and not saved is not wanted any more."""
    Draft.objects.filter(founding__workspace=workspace, user=user, step=step).delete()


def place_of(member: Member, *, now: datetime, lock: bool = False) -> Place:
    """Where the member walks. Without ``lock`` nothing is written: an unopened guide is an empty one."""
    workspace = member.workspace
    today = now.astimezone(workspace.zone).date()
    if lock:
        Founding.objects.get_or_create(workspace=workspace)
        founding = Founding.objects.select_for_update().get(workspace=workspace)
        workspace.refresh_from_db()
    else:
        founding = Founding.objects.filter(workspace=workspace).first() or Founding(workspace=workspace)
    return Place(workspace, member, founding, today)


def _differs(there: Answers, given: Mapping[str, Any]) -> bool:
    said = plain(given)
    return any(said.get(name) != value for name, value in there.items())


def _finish(founding: Founding, step: Step, done: Done, by: Actor) -> None:
    founding.done = {**founding.done, step.value: done.value}
    founding.version += 1
    founding.changed_by = by.user
    founding.save()
    if by.user:
        forget_draft(step=step, workspace=founding.workspace, user=by.user)
    record("desk.answer_question", by=by, workspace=founding.workspace, step=step.value, done=done.value)
