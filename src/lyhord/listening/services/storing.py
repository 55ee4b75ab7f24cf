"""Putting mentions and hits into their tables."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lyhord.listening.models import Hit, Mention
from lyhord.listening.rules import first_id, key_of, next_id
from lyhord.listening.services.inserting import insert

Versions = Mapping[int, int]  # a monitor's id → the version of its query


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A post that is to become a mention: its columns, whose it is, who found it with which wording."""

    columns: Mapping[str, Any]
    workspace_id: int
    source_id: int | None
    monitors: Versions
    is_muted: bool = False
    is_edited: bool = False


def store(found: Iterable[Found]) -> list[Mention]:
    """Add a mention and its hits for each, sorted by id. None of them may be there yet. Three queries.

    Raises IntegrityError when somebody else added one meanwhile: then nothing is added, try again.
    """
    by_id = _with_free_ids(list(found))
    mentions = [_mention(number, by_id[number]) for number in sorted(by_id)]
    insert(Mention, map(vars, mentions))
    insert(
        Hit,
        (
            {"mention_id": number, "monitor_id": monitor, "version": version}
            for number in sorted(by_id)
            for monitor, version in by_id[number].monitors.items()
        ),
    )
    return mentions


def set_hits(wanted: Mapping[int, Versions], *, among: Collection[int]) -> set[int]:
    """Let each mention be found by just these of the monitors ``among``; other monitors' hits stay.

    Returns the mentions for which anything changed. At most three queries.
    """
    if not wanted:
        return set()
    there = Hit.objects.filter(mention__in=list(wanted), monitor__in=list(among))
    present = {(hit.mention_id, hit.monitor_id): hit.pk for hit in there}
    asked = {(mention, monitor): v for mention, found in wanted.items() for monitor, v in found.items()}
    surplus = [pk for pair, pk in present.items() if pair not in asked]
    missing = [pair for pair in asked if pair not in present]
    if surplus:
        Hit.objects.filter(pk__in=surplus).delete()
    Hit.objects.bulk_create(Hit(mention_id=m, monitor_id=o, version=asked[m, o]) for m, o in missing)
    return {mention for mention, monitor in present if (mention, monitor) not in asked} | {
        m for m, _ in missing
    }


def _with_free_ids(found: list[Found]) -> dict[int, Found]:
    wishes = [_wish(each) for each in found]
    taken = set(Mention.objects.filter(pk__in=wishes).values_list("pk", flat=True))
    by_id: dict[int, Found] = {}
    for wish, each in zip(wishes, found, strict=True):
        number = wish
        while number in by_id or number in taken:
            number = next_id(number)
            if number not in by_id and Mention.objects.filter(pk=number).exists():
                taken.add(number)
        by_id[number] = each
    return by_id


def _wish(found: Found) -> int:
    post = found.columns
    return first_id(post["created_at"], key_of(str(found.workspace_id), post["network"], post["external_id"]))


def _mention(number: int, found: Found) -> Mention:
    edited_at = found.columns["version_at"] if found.is_edited else None
    return Mention(
        id=number,
        workspace_id=found.workspace_id,
        source_id=found.source_id,
        is_muted=found.is_muted,
        edited_at=edited_at,
        **found.columns,
    )
