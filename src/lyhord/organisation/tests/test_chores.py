"""Letters go out after the change, once, and again when the mail server was away."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from lyhord.common.clock import utc_now
from lyhord.organisation import services
from lyhord.organisation.chores import send_invitations

NOW = utc_now()


class DeadMailServer(EmailBackend):
    """Takes no letters."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")


@pytest.fixture
def invitation(head, settings):
    settings.MAIL_IS_SET_UP = True
    return services.invite(
        head.workspace, by=head.actor, email="nina@ny.example", positions=["analyst"], now=NOW
    )


def test_the_letter_goes_out_once_with_a_link_that_works(client, invitation):
    assert [send_invitations(NOW), send_invitations(NOW + timedelta(days=1))] == [1, 0]

    letter = mail.outbox[0]
    link = re.search(r"http\S+", letter.body).group()
    assert letter.to == ["nina@ny.example"]
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_mail_server_that_is_away_is_asked_again_later_and_later(invitation, settings):
    settings.EMAIL_BACKEND = f"{DeadMailServer.__module__}.DeadMailServer"
    now, waits = NOW, []
    for _attempt in range(3):
        send_invitations(now)
        invitation.refresh_from_db()
        waits.append(invitation.mail_due_at - now)
        now = invitation.mail_due_at

    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert send_invitations(now - timedelta(seconds=1)) == 0

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_invitations(now) == 1


@pytest.mark.parametrize("fate", ["withdrawn", "over"])
def test_a_dead_invitation_is_not_sent(head, invitation, fate):
    later = NOW + timedelta(hours=73) if fate == "over" else NOW
    if fate == "withdrawn":
        services.withdraw_invitation(invitation, by=head.actor, now=NOW)

    assert send_invitations(later) == 0


def test_a_renewed_invitation_is_sent_again_with_its_new_link(head, invitation):
    send_invitations(NOW)
    services.renew_invitation(invitation, by=head.actor, now=NOW)

    assert send_invitations(NOW) == 1
    assert mail.outbox[0].body != mail.outbox[1].body


def test_a_name_with_line_breaks_writes_no_headers(head, invitation):
    head.user.name = "Eve\nBcc: all@nordkaffe.example"
    head.user.save(update_fields=["name"])

    send_invitations(NOW)

    assert mail.outbox[0].message()["Bcc"] is None
