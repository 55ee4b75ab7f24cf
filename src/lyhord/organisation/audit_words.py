"""The audit trail in words. Every package says its own verbs in a module of this name.

``WORDS`` maps "package.verb" to what follows the person's name; ``%(name)s`` and the like are the
line's details. ``NAMES``, where a package has it, maps values of details to how people say them.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.rules import Function, Position

WORDS: dict[str, str | Promise] = {
    "organisation.create_first_user": _("started this installation"),
    "organisation.open_account": _("made an account for %(email)s"),
    "organisation.reset_password": _("gave %(email)s a new password"),
    "organisation.create_workspace": _("opened the workspace"),
    "organisation.change_workspace": _("changed the company's details"),
    "organisation.found_department": _("founded the department"),
    "organisation.add_unit": _("added the unit %(name)s"),
    "organisation.rename_unit": _("changed the unit %(before)s to %(name)s"),
    "organisation.remove_unit": _("removed the unit %(name)s"),
    "organisation.set_functions": _("set the functions: %(functions)s"),
    "organisation.add_seat": _("added a position: %(position)s (%(holder)s)"),
    "organisation.change_seat": _("changed a position: %(position)s"),
    "organisation.fill_seat": _("gave the position %(position)s to %(holder)s"),
    "organisation.vacate_seat": _("made the position %(position)s vacant (was %(holder)s)"),
    "organisation.remove_seat": _("removed a position: %(position)s (%(holder)s)"),
    "organisation.set_cover": _(
        "let %(stand_in)s stand in as %(position)s from %(from_date)s to %(to_date)s"
    ),
    "organisation.end_cover": _("ended the cover by %(stand_in)s as %(position)s"),
    "organisation.set_opening_periods": _("changed the opening hours"),
    "organisation.close_on_day": _("closed the department on %(day)s: %(name)s"),
    "organisation.work_on_day": _("opened the department on %(day)s: %(name)s"),
    "organisation.normal_on_day": _("made %(day)s a day like others"),
    "organisation.invite": _("invited %(email)s: %(positions)s"),
    "organisation.renew_invitation": _("made a new link for %(email)s"),
    "organisation.withdraw_invitation": _("withdrew the invitation of %(email)s"),
    "organisation.accept_invitation": _("joined: %(positions)s"),
    "organisation.move_member": _("moved %(name)s to the unit %(unit)s"),
    "organisation.end_membership": _("ended the access of %(name)s"),
    "organisation.change_address": _("changed the address %(old)s to %(new)s"),
    "organisation.change_person": _("changed their own profile"),
    "organisation.make_token": _("made the API token %(name)s"),
    "organisation.revoke_token": _("revoked the API token %(name)s"),
    "organisation.sign_in": _("signed in"),
    "organisation.change_password": _("changed their password"),
    "organisation.add_second_step": _("added a second step to sign-in: %(kind)s"),
    "organisation.remove_second_step": _("removed a second step from sign-in: %(kind)s"),
}
NAMES: dict[str, str | Promise] = {
    str(choice.value): choice.label for kind in (Position, Function) for choice in kind
}


@cache
def all_words() -> dict[str, str | Promise]:
    """The words of all packages."""
    return _of_all_packages("WORDS")


@cache
def _all_names() -> dict[str, str | Promise]:
    return _of_all_packages("NAMES")


def _of_all_packages(name: str) -> dict[str, str | Promise]:
    found: dict[str, str | Promise] = {}
    for package in apps.get_app_configs():
        if package.module and module_has_submodule(package.module, "audit_words"):
            found |= getattr(import_module(f"{package.name}.audit_words"), name, {})
    return found


def sentence(what: str, details: Mapping[str, Any]) -> str:
    """What a line says after the person's name, in the reader's language; else the bare verb."""
    words = all_words().get(what)
    if words is None:
        return what
    said = defaultdict(lambda: "–", {key: _spoken(value) for key, value in _flat(details).items()})
    return str(words) % said


def _flat(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details with what something became brought to the top."""
    after = details.get("after")
    return {**details, **after} if isinstance(after, dict) else dict(details)


def _spoken(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_spoken(each) for each in value)
    return str(_all_names().get(str(value), value)) or "–"
