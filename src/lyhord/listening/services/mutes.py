"""Muting authors and sites, also in what was heard before; and taking it back."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.common.clock import utc_now
from lyhord.listening.errors import ListeningError
from lyhord.listening.models import Mention, Mute
from lyhord.listening.rules import MuteKind
from lyhord.listening.search import index, tokens
from lyhord.listening.selectors.desk import mutes_of
from lyhord.listening.services.revision import listen_anew
from lyhord.listening.services.upkeep import kept_up
from lyhord.notices.services import tell_browsers
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.percolator import Query, QueryError, candidates
from lyhord.percolator.tree import Site

_CHUNK = 500  # mentions a transaction


class NobodyToMute(ListeningError):
    """The mention has no author, or the text is no site."""


@transaction.atomic
def mute_author(*, workspace: Workspace, mention_id: int, by: Actor) -> Mute:
    """Put the author of a mention aside, with all they said and will say.

    Raises NobodyToMute when the network told no author; Mention.DoesNotExist.
    """
    mention = Mention.objects.of(workspace).there().get(pk=mention_id)
    value = mention.author_id or mention.author
    label = mention.author_name or mention.author or mention.author_id
    if not value:
        raise NobodyToMute(_("The author of this post is not known."))
    return _mute(workspace, by, MuteKind.AUTHOR, mention.network, value, label)


@transaction.atomic
def mute_site(*, workspace: Workspace, host: str, by: Actor) -> Mute:
    """Put aside what links to a site or to anything below it: ``svd.se``. Raises NobodyToMute."""
    try:
        node = Query.parse(f"site:{host.strip()}").node
    except QueryError as error:
        raise NobodyToMute(_("This is not the name of a site, such as svd.se.")) from error
    if not isinstance(node, Site):
        raise NobodyToMute(_("This is not the name of a site, such as svd.se."))
    return _mute(workspace, by, MuteKind.SITE, "", node.host, node.host)


@transaction.atomic
def unmute(*, mute: Mute, by: Actor) -> None:
    """Show again what was put aside, unless another mute holds it. The undo of muting."""
    row = Mute.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=mute.pk)
    if row.ended_at is None:
        row.ended_at = utc_now()
        _begin(row)
        record("listening.unmute", by=by, workspace=row.workspace, about=row)


def mute_next() -> int:
    """Go on with a mute of more mentions than a click could wait for. Returns how many it looked at."""
    with transaction.atomic():
        rows = Mute.objects.select_for_update(of=("self",)).filter(position__isnull=False)
        row = rows.select_related("workspace").order_by("pk").first()
        return _go_on(row) if row else 0


def _mute(workspace: Workspace, by: Actor, kind: str, network: str, value: str, label: str) -> Mute:
    row, is_new = Mute.objects.get_or_create(
        workspace=workspace,
        kind=kind,
        network=network,
        value=value,
        ended_at=None,
        defaults={"label": label, "created_by": by.user, "created_at": utc_now()},
    )
    if is_new:
        _begin(row)
        record("listening.mute", by=by, workspace=workspace, about=row, type=kind)
    return row


def _begin(row: Mute) -> None:
    """Apply to the newest mentions at once; a chore does the rest."""
    listen_anew(row.workspace)
    row.position = index.NEWEST
    row.save()
    _go_on(row)


def _go_on(row: Mute) -> int:
    ids = _concerned(row)
    held = mutes_of(row.workspace_id)
    rows = {mention.pk: mention for mention in Mention.objects.filter(pk__in=ids)}
    muted = {pk for pk, m in rows.items() if held.hold(m.network, m.author_id, m.to_post())}
    changed = {pk for pk, mention in rows.items() if mention.is_muted != (pk in muted)}
    with kept_up(changed):
        Mention.objects.filter(pk__in=changed & muted).update(is_muted=True)
        Mention.objects.filter(pk__in=changed - muted).update(is_muted=False)
    row.position = ids[-1] if len(ids) == _CHUNK else None
    row.save(update_fields=["position", "ended_at"])
    if changed:
        tell_browsers(workspace_id=row.workspace_id, topic="mentions", count=0)
    return len(ids)


def _concerned(row: Mute) -> list[int]:
    below = row.position if row.position is not None else index.NEWEST
    if row.kind == MuteKind.SITE:
        everywhere = tokens.any_of([tokens.shown(row.workspace_id, muted=m) for m in (False, True)])
        at_site = candidates(Query.parse(f"site:{row.value}"))
        return index.find([everywhere], at_site, below=below, limit=_CHUNK)
    said = Q(author_id=row.value) | Q(author_id="", author=row.value)
    rows = Mention.objects.of(row.workspace).there().filter(said, network=row.network, pk__lt=below)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:_CHUNK])
