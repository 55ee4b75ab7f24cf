"""People and invitations over the API."""

from django.conf import settings
from ninja import Query, Router, Status

from lyhord.common.api import ListWish, Paged, gives, paged
from lyhord.common.clock import utc_now
from lyhord.common.paging import newest_first
from lyhord.organisation import services
from lyhord.organisation.api.shapes import InvitationIn, InvitationMade, InvitationOut, PersonOut
from lyhord.organisation.api_auth import Token
from lyhord.organisation.models import Invitation, Member, Seat, Unit
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import find

router = Router(tags=["organisation"])
SEE, INVITE = May.SEE_DEPARTMENT, May.INVITE_PEOPLE


@router.get("/people", response=gives(Paged[PersonOut]), auth=Token(SEE), summary="The department's people")
def list_people(request: WorkspaceRequest, wish: Query[ListWish]) -> dict[str, object]:
    """Those who have not left, the newest first. Which positions they hold: see the seats."""
    members = Member.objects.active().filter(workspace=request.workspace).select_related("user")
    return paged(newest_first(members, **wish.stretch()))


@router.get("/people/{person_id}", response=gives(PersonOut), auth=Token(SEE), summary="A person")
def get_person(request: WorkspaceRequest, person_id: int) -> Member:
    """Also somebody who has left."""
    return find(Member, person_id, workspace=request.workspace)


@router.post(
    "/people/{person_id}/end",
    response=gives(PersonOut),
    auth=Token(INVITE, write=True),
    summary="End somebody's access, now",
)
def end_access(request: WorkspaceRequest, person_id: int) -> Member:
    """Sessions and tokens die at once; seats become vacant. The last head stays."""
    member = find(Member, person_id, workspace=request.workspace)
    services.end_membership(member, by=request.actor, now=utc_now())
    return member


@router.get(
    "/invitations",
    response=gives(Paged[InvitationOut]),
    auth=Token(INVITE),
    summary="Invitations nobody has answered",
)
def list_invitations(request: WorkspaceRequest, wish: Query[ListWish]) -> dict[str, object]:
    """The newest first; those whose time is over too."""
    rows = Invitation.objects.unanswered().filter(workspace=request.workspace)
    return paged(newest_first(rows, **wish.stretch()))


@router.post(
    "/invitations",
    response=gives(InvitationMade, 201),
    auth=Token(INVITE, write=True),
    summary="Invite somebody",
)
def invite(request: WorkspaceRequest, wanted: InvitationIn) -> Status[dict[str, object]]:
    """With mail set up a letter goes out, else the link is in the answer."""
    said = wanted.dict(exclude={"unit_id", "seat_id"})
    rows = {"unit": (Unit, wanted.unit_id), "seat": (Seat, wanted.seat_id)}
    for name, (kind, pk) in rows.items():
        said[name] = find(kind, pk, workspace=request.workspace) if pk else None
    made = services.invite(request.workspace, by=request.actor, now=utc_now(), **said)
    link = None if settings.MAIL_IS_SET_UP else services.invitation_link(made)
    return Status(201, {**InvitationOut.from_orm(made).dict(), "link": link})


@router.delete(
    "/invitations/{invitation_id}",
    response=gives(None, 204),
    auth=Token(INVITE, write=True),
    summary="Withdraw an invitation",
)
def withdraw_invitation(request: WorkspaceRequest, invitation_id: int) -> Status[None]:
    """Its link opens nothing any more."""
    row = find(Invitation, invitation_id, workspace=request.workspace)
    services.withdraw_invitation(row, by=request.actor, now=utc_now())
    return Status(204, None)
