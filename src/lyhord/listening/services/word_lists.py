"""Named lists of words, and the monitors that follow them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.common.clock import utc_now
from lyhord.listening.errors import ListeningError
from lyhord.listening.models import WordList
from lyhord.listening.selectors.monitors import lists_of, monitors_by_list
from lyhord.listening.services.back_fill import back_fill
from lyhord.listening.services.revision import listen_anew
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.percolator import Query


class ListInUse(ListeningError):
    """A monitor that listens needs the list."""


class BadListName(ListeningError):
    """A name that cannot be written after ``list:``."""


@transaction.atomic
def set_word_list(*, workspace: Workspace, by: Actor, name: str, entries: Iterable[str]) -> WordList:
    """Make a list or change its entries; every monitor that uses it follows at once.

    Blank and repeated entries are left out. Raises QueryError for an entry that is no query (its ``params``
    name it), or when the list is empty; BadListName.
    """
    name = " ".join(name.split())
    if not name or set(name) & set('"“”„'):
        raise BadListName(_("A list needs a name without quotation marks."))
    kept = list(dict.fromkeys(entry.strip() for entry in entries if entry.strip()))
    Query.parse(f'list:"{name}"', {name: kept})
    rows = WordList.objects.select_for_update()
    found = rows.filter(workspace=workspace, name__iexact=name).first()
    row = found or WordList(workspace=workspace, name=name)
    row.entries, row.changed_at = kept, utc_now()
    row.save()
    _let_follow(workspace, row)
    record("listening.set_word_list", by=by, workspace=workspace, about=row, name=row.name, entries=len(kept))
    return row


@transaction.atomic
def remove_word_list(*, workspace: Workspace, by: Actor, name: str) -> None:
    """Remove a list that no monitor needs. Raises ListInUse; nothing happens when there is none."""
    row = WordList.objects.select_for_update().filter(workspace=workspace, name__iexact=name).first()
    if row is None:
        return
    users = monitors_by_list(workspace, lists_of(workspace)).get(row.name, [])
    if users:
        names = ", ".join(user.name for user in users)
        raise ListInUse(_("The list is used by %(monitors)s.") % {"monitors": names})
    record("listening.remove_word_list", by=by, workspace=workspace, about=row, name=row.name)
    row.delete()


def _let_follow(workspace: Workspace, row: WordList) -> None:
    users = monitors_by_list(workspace, lists_of(workspace)).get(row.name, [])
    if users:
        listen_anew(workspace)
    for user in users:
        back_fill(monitor=user, now=row.changed_at)
