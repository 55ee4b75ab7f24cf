"""The audit trail cannot be changed without its being seen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from lyhord.organisation.audit import broken_links, digest_of, record
from lyhord.organisation.audit_table import harmless
from lyhord.organisation.models import AuditEntry
from lyhord.organisation.requests import Actor


@pytest.fixture
def lines(head) -> list[AuditEntry]:
    return [
        record("organisation.test", by=head.actor, workspace=head.workspace, part=part) for part in range(3)
    ]


@pytest.fixture
def unlocked(db) -> None:
    """Somebody has the database in their hands and takes the lock off."""
    table = " ON organisation_auditentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_lines_stay{table}")


def test_every_line_holds_the_hash_of_the_line_before(lines):
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.previous for line in lines[1:]] == [line.digest for line in lines[:-1]]
    assert list(broken_links()) == []


def test_the_database_refuses_to_change_a_line(lines):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=lines[1].pk).update(who="Nobody")

    assert list(broken_links()) == []


@pytest.mark.parametrize(
    "change",
    [{"who": "Nobody"}, {"details": {}}, {"where": "elsewhere"}, {"what": "x.y"}, {"digest": "0" * 64}],
)
def test_a_changed_line_is_found(lines, unlocked, change):
    AuditEntry.objects.filter(pk=lines[0].pk).update(**change)

    assert (lines[0].chain, 1) in list(broken_links())


@pytest.mark.parametrize(("removed", "found"), [((0,), 2), ((1,), 3), ((2,), 3), ((1, 2), 2), ((0, 1, 2), 1)])
def test_a_missing_line_is_found_wherever_it_stood(lines, removed, found):
    AuditEntry.objects.filter(pk__in=[lines[at].pk for at in removed]).delete()

    assert list(broken_links()) == [(lines[0].chain, found)]


def test_two_lines_that_changed_places_are_found(lines, unlocked):
    first, second = lines[0].pk, lines[1].pk
    for pk, number in ((first, 99), (second, 1), (first, 2)):
        AuditEntry.objects.filter(pk=pk).update(number=number)

    assert list(broken_links()) == [(lines[0].chain, number) for number in (1, 2, 3)]


def test_a_line_put_in_is_found_although_it_is_calculated_right(lines):
    fourth = AuditEntry(
        chain=lines[0].chain, workspace=lines[0].workspace, number=4, at=lines[0].at, who="Nobody",
        what="x.y", previous=lines[2].digest,
    )  # fmt: skip
    fourth.digest = digest_of(fourth)
    fourth.save()

    assert list(broken_links()) == [(lines[0].chain, 4)]


def test_a_workspace_takes_its_lines_with_it_and_leaves_the_others(lines, stranger):
    with transaction.atomic():
        record("organisation.test", by=stranger.actor, workspace=stranger.workspace)

    AuditEntry.objects.filter(workspace=lines[0].workspace).delete()
    lines[0].workspace.audit_chain.delete()

    assert list(broken_links()) == []


@pytest.mark.django_db(transaction=True)
def test_lines_of_the_installation_are_written_one_after_the_other(db):
    ready = Barrier(4)

    def write(_number: int) -> None:
        ready.wait()
        try:
            with transaction.atomic():
                record("organisation.test", by=Actor.machine("test"), workspace=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))

    assert sorted(AuditEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert list(broken_links()) == []


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_its_change_is_refused(head):
    assert not transaction.get_connection().in_atomic_block

    with pytest.raises(RuntimeError):
        record("organisation.test", by=head.actor, workspace=head.workspace)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_calculate_gets_an_apostrophe(start):
    assert harmless(f"{start}HYPERLINK(0)") == f"'{start}HYPERLINK(0)"


@pytest.mark.parametrize("text", ["", "Anna", "2026-11-23", "1+1", " =1"])
def test_any_other_cell_stays_as_it_is(text):
    assert harmless(text) == text
