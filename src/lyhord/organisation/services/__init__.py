"""The verbs of the organisation: everything that changes a company, its people or their access."""

from lyhord.organisation.services.absence import end_cover, set_cover
from lyhord.organisation.services.access import make_token, revoke_token, token_digest
from lyhord.organisation.services.hours import add_closed_day, remove_closed_day, set_opening_periods
from lyhord.organisation.services.invitations import (
    accept_invitation,
    invitation_link,
    invite,
    join_with_new_account,
    read_invitation,
    renew_invitation,
    withdraw_invitation,
)
from lyhord.organisation.services.people import change_person, create_first_user, end_membership, move_member
from lyhord.organisation.services.seats import (
    add_seat,
    change_seat,
    fill_seat,
    remove_seat,
    seat_person,
    vacate_seat,
)
from lyhord.organisation.services.structure import (
    ChosenFunction,
    add_unit,
    remove_unit,
    rename_unit,
    set_functions,
)
from lyhord.organisation.services.workspaces import change_workspace, create_workspace, mark_founded

__all__ = [
    "ChosenFunction",
    "accept_invitation",
    "add_closed_day",
    "add_seat",
    "add_unit",
    "change_person",
    "change_seat",
    "change_workspace",
    "create_first_user",
    "create_workspace",
    "end_cover",
    "end_membership",
    "fill_seat",
    "invitation_link",
    "invite",
    "join_with_new_account",
    "make_token",
    "mark_founded",
    "move_member",
    "read_invitation",
    "remove_closed_day",
    "remove_seat",
    "remove_unit",
    "rename_unit",
    "renew_invitation",
    "revoke_token",
    "seat_person",
    "set_cover",
    "set_functions",
    "set_opening_periods",
    "token_digest",
    "vacate_seat",
    "withdraw_invitation",
]
