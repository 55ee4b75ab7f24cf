"""Who stands behind opaque ids: what we know, what we want to know, what the stream tells by the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from lyhord.channels.models import Author

_LONGEST_HANDLE, _LONGEST_NAME = 253, 200
_BY_HANDLE = "?"  # an author of whom we know the handle only: external_id is "?" + handle


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of an author; empty and None where we do not."""

    external_id: str
    handle: str = ""
    name: str = ""
    followers: int | None = None


def known(network: str, external_ids: Iterable[str]) -> dict[str, Known]:
    """Those of the authors whose handle we know, by their id. One query."""
    rows = Author.objects.filter(network=network, external_id__in=set(external_ids)).exclude(handle="")
    values = rows.values_list("external_id", "handle", "name", "followers")
    return {row[0]: Known(*row) for row in values}


def want(network: str, external_ids: Iterable[str]) -> None:
    """Somebody matters to us: look them up soon. One query; those we know already are left alone."""
    rows = [Author(network=network, external_id=one) for one in dict.fromkeys(external_ids) if one]
    Author.objects.bulk_create(rows, ignore_conflicts=True)


def want_handle(network: str, handle: str) -> None:
    """The same, by handle: its author's posts are to be recognised."""
    name = handle.lstrip("@").lower()[:_LONGEST_HANDLE]
    if name and not Author.objects.filter(network=network, handle=name).exists():
        Author.objects.get_or_create(
            network=network, external_id=(_BY_HANDLE + name)[:200], defaults={"handle": name}
        )


def wanted(network: str, *, limit: int) -> list[str]:
    """Ids to look up, the oldest wishes first. One query."""
    rows = Author.objects.filter(network=network, looked_up_at__isnull=True)
    rows = rows.exclude(external_id__startswith=_BY_HANDLE)
    return list(rows.order_by("pk").values_list("external_id", flat=True)[:limit])


def wanted_handles(network: str, *, limit: int) -> list[str]:
    """Handles to resolve. One query."""
    rows = Author.objects.filter(
        network=network, looked_up_at__isnull=True, external_id__startswith=_BY_HANDLE
    )
    return list(rows.order_by("pk").values_list("handle", flat=True)[:limit])


def learn(network: str, found: Iterable[Known], *, now: datetime) -> int:
    """Store what was looked up; returns how many. An author who was not found is stored as looked up, too."""
    rows = [
        Author(
            network=network, external_id=one.external_id, handle=one.handle.lower()[:_LONGEST_HANDLE],
            name=one.name[:_LONGEST_NAME], followers=one.followers, looked_up_at=now,
        )
        for one in found
    ]  # fmt: skip
    Author.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["network", "external_id"],
        update_fields=["handle", "name", "followers", "looked_up_at"],
    )
    return len(rows)


def settle_handles(network: str, found: Mapping[str, str], *, asked: Iterable[str]) -> None:
    """The wishes by handle are answered: ``found`` is handle → id. Those ids are looked up next."""
    want(network, found.values())
    answered = [_BY_HANDLE + handle for handle in asked]
    Author.objects.filter(network=network, external_id__in=answered).delete()


def look_again(network: str, external_ids: Iterable[str]) -> int:
    """The stream says that something about these people has changed; returns how many we know. One query.

    What it says is a claim: anybody may call themselves anything until it is looked up.
    """
    rows = Author.objects.filter(network=network, external_id__in=set(external_ids))
    return rows.update(looked_up_at=None)


def forget(network: str, external_ids: Iterable[str]) -> None:
    """The account is gone, and so is what we knew of it."""
    Author.objects.filter(network=network, external_id__in=list(external_ids)).delete()
