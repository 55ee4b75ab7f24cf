"""What the organisation leaves for the worker: letters."""

from datetime import datetime, timedelta
from smtplib import SMTPException

import structlog
from django.db.models import F

from lyhord.common.work import Chore
from lyhord.organisation.letters import invitation_letter
from lyhord.organisation.models import Invitation

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
log = structlog.get_logger(__name__)


def send_invitations(now: datetime) -> int:
    """Send the letters that are due; returns how many went out.

    The next attempt is put into the row before the letter goes: a worker that dies meanwhile makes it
    late or sends it twice, but never loses it. A mail server that does not answer is asked again.
    """
    due = Invitation.objects.to_mail(now).select_related("workspace", "invited_by")
    return sum(_send(invitation, now) for invitation in due.order_by("mail_due_at")[:50])


def _send(invitation: Invitation, now: datetime) -> bool:
    wait = min(FIRST_WAIT * 2**invitation.mail_tries, LONGEST_WAIT)
    mine = Invitation.objects.to_mail(now).filter(pk=invitation.pk, mail_tries=invitation.mail_tries)
    if not mine.update(mail_due_at=now + wait, mail_tries=F("mail_tries") + 1):
        return False  # another worker has it
    try:
        invitation_letter(invitation).send()
    except (SMTPException, OSError) as error:
        log.warning("letter not sent", invitation=invitation.pk, wait_s=wait.seconds, why=str(error))
        return False
    sent = Invitation.objects.filter(pk=invitation.pk, key=invitation.key)  # not a link renewed meanwhile
    return bool(sent.update(mailed_at=now))


CHORES = [Chore("invitations", timedelta(seconds=5), send_invitations)]
