"""Letters that organisation sends."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from lyhord.organisation.models import Invitation
from lyhord.organisation.rules import Position
from lyhord.organisation.services import invitation_link


def invitation_letter(invitation: Invitation) -> EmailMessage:
    """The letter with the link, in the company's language: the address may be of somebody we do not know."""
    workspace = invitation.workspace
    with override(workspace.language):
        subject = _("%(name)s invites you to %(company)s on Lyhörd") % {
            "name": invitation.invited_by,
            "company": workspace.name,
        }
        said = {
            "name": str(invitation.invited_by),
            "company": workspace.name,
            "positions": ", ".join(str(Position(position).label) for position in invitation.positions),
            "link": invitation_link(invitation),
            "until": invitation.expires_at.astimezone(workspace.zone),
        }
        body = render_to_string("organisation/mail/invitation.txt", said)
    return EmailMessage(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, [invitation.email])
