"""An invitation is for one address, once, within 72 hours; leaving takes everything away at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection

from lyhord.common.clock import utc_now
from lyhord.organisation import services
from lyhord.organisation.models import Member, Seat, User
from lyhord.organisation.selectors import positions_of
from lyhord.organisation.services.invitations import InvitationError, read_invitation
from lyhord.organisation.services.seats import LastHeadError

NOW = utc_now()
NEWCOMER = {"name": "Nina Ny", "password": "korrekt häst batteri", "language": "sv", "now": NOW}


@pytest.fixture
def invitation(head):
    return services.invite(
        head.workspace, by=head.actor, email="Nina@Nordkaffe.example", positions=["analyst"], now=NOW
    )


def token_of(invitation) -> str:
    return services.invitation_link(invitation).rstrip("/").rsplit("/", 1)[1]


def test_a_link_opens_its_invitation(invitation):
    assert read_invitation(token_of(invitation), now=NOW + timedelta(hours=71)) == invitation


def test_the_newcomer_gets_an_account_and_a_seat(invitation):
    member = services.join_with_new_account(invitation, **NEWCOMER)

    assert member.user.email == "nina@nordkaffe.example"
    assert positions_of(member, today=NOW.date()) == {"analyst"}


def test_a_vacant_seat_is_taken_before_a_new_one_is_made(head, invitation):
    seat = services.add_seat(head.workspace, by=head.actor, position="analyst", hours_per_week=10)

    member = services.join_with_new_account(invitation, **NEWCOMER)

    seat.refresh_from_db()
    assert (seat.holder, Seat.objects.filter(position="analyst").count()) == (member, 1)


def test_the_seat_that_the_invitation_names_is_taken(head):
    seats = [services.add_seat(head.workspace, by=head.actor, position="analyst") for _ in range(3)]
    invitation = services.invite(
        head.workspace, by=head.actor, email="n@n.example", positions=["analyst"], seat=seats[2], now=NOW
    )

    member = services.join_with_new_account(invitation, **NEWCOMER)

    assert member.seats.get() == seats[2]


@pytest.mark.parametrize(
    ("fate", "why"),
    [
        ("over", "This invitation is over"),
        ("used", "This invitation has been used"),
        ("withdrawn", "This invitation has been withdrawn"),
        ("renewed", "A newer link has been sent"),
        ("forged", "This link is not whole"),
        ("cut", "This link is not whole"),
        ("empty", "This link is not whole"),
    ],
)
def test_a_dead_link_opens_nothing_and_says_why(head, invitation, fate, why):
    token, now = token_of(invitation), NOW
    if fate == "over":
        now = NOW + timedelta(hours=72)
    elif fate == "used":
        services.join_with_new_account(invitation, **NEWCOMER)
    elif fate == "withdrawn":
        services.withdraw_invitation(invitation, by=head.actor, now=NOW)
    elif fate == "renewed":
        services.renew_invitation(invitation, by=head.actor, now=NOW)
    else:
        token = {"forged": "x" + token, "cut": token[:-3], "empty": ""}[fate]

    with pytest.raises(InvitationError, match=why):
        read_invitation(token, now=now)


def test_an_invitation_is_used_once(invitation):
    services.join_with_new_account(invitation, **NEWCOMER)

    with pytest.raises(InvitationError):
        services.accept_invitation(invitation, user=User.objects.get(email=invitation.email), now=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_number", range(2))
def test_of_two_who_use_a_link_at_once_one_joins_and_one_is_told(invitation, round_number):
    ready = Barrier(2)

    def join(name: str) -> str:
        ready.wait()
        try:
            services.join_with_new_account(invitation, **{**NEWCOMER, "name": name})
        except InvitationError as error:
            return str(error.message)
        finally:
            connection.close()
        return "joined"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(join, ["Nina", "Nora"]))

    assert said == ["There is an account for this address already. Sign in with it.", "joined"]
    assert Member.objects.filter(user__email=invitation.email).count() == 1


def test_another_address_cannot_use_it(invitation, stranger):
    with pytest.raises(InvitationError):
        services.accept_invitation(invitation, user=stranger.user, now=NOW)

    assert Member.objects.filter(user=stranger.user).count() == 1


def test_somebody_with_an_account_joins_with_it(head, stranger):
    invitation = services.invite(
        head.workspace, by=head.actor, email=stranger.user.email, positions=["viewer"], now=NOW
    )

    with pytest.raises(InvitationError):
        services.join_with_new_account(invitation, **NEWCOMER)
    member = services.accept_invitation(invitation, user=stranger.user, now=NOW)

    assert member.workspace == head.workspace


def test_a_second_invitation_ends_the_first(head, invitation):
    services.invite(head.workspace, by=head.actor, email=invitation.email, positions=["viewer"], now=NOW)

    with pytest.raises(InvitationError):
        read_invitation(token_of(invitation), now=NOW)


def test_members_are_not_invited_again(head, analyst):
    with pytest.raises(InvitationError):
        services.invite(
            head.workspace, by=head.actor, email=analyst.user.email, positions=["viewer"], now=NOW
        )


def test_who_left_may_come_back(head, analyst):
    services.end_membership(analyst.member, by=head.actor, now=utc_now())
    invitation = services.invite(
        head.workspace, by=head.actor, email=analyst.user.email, positions=["viewer"], now=NOW
    )

    member = services.accept_invitation(invitation, user=analyst.user, now=NOW)

    assert (member.pk, positions_of(member, today=NOW.date())) == (analyst.member.pk, {"viewer"})


def test_leaving_ends_sessions_tokens_seats_and_cover_at_once(head, analyst, colleague):
    services.make_token(analyst.member, by=analyst.actor, name="script", scope="read", expires_at=None)
    services.set_cover(
        analyst.member.seats.get(),
        by=head.actor,
        stand_in=colleague.member,
        from_date=NOW.date(),
        to_date=NOW.date(),
    )
    analyst.browser.get("/accounts/email/")

    services.end_membership(analyst.member, by=head.actor, now=utc_now())

    assert analyst.member.tokens.filter(revoked_at__isnull=True).count() == 0
    assert UserSession.objects.filter(user=analyst.user).count() == 0
    assert "_auth_user_id" not in analyst.browser.session
    assert Seat.objects.get(position="analyst").holder is None
    assert positions_of(colleague.member, today=NOW.date()) == {"contributor"}


def test_the_last_head_cannot_leave(head):
    with pytest.raises(LastHeadError):
        services.end_membership(head.member, by=head.actor, now=utc_now())

    head.member.refresh_from_db()
    assert head.member.left_at is None
