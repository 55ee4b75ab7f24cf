"""The audit trail cannot be changed without its being seen."""

import pytest
from django.db import transaction

from lyhord.organisation.audit import broken_links, record
from lyhord.organisation.models import AuditEntry


def test_every_line_holds_the_hash_of_the_line_before(head):
    first = record("organisation.test", by=head.actor, workspace=head.workspace)
    second = record("organisation.test", by=head.actor, workspace=head.workspace)

    assert (second.number, second.previous) == (2, first.digest)
    assert list(broken_links()) == []


def test_a_changed_line_is_found(head):
    entries = [record("organisation.test", by=head.actor, workspace=head.workspace) for _ in range(3)]

    AuditEntry.objects.filter(pk=entries[1].pk).update(who="Nobody")

    assert list(broken_links()) == [(entries[1].chain, 2)]


def test_a_missing_line_is_found(head):
    entries = [record("organisation.test", by=head.actor, workspace=head.workspace) for _ in range(3)]

    AuditEntry.objects.filter(pk=entries[1].pk).delete()

    assert list(broken_links()) == [(entries[2].chain, 3)]


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_its_change_is_refused(head):
    assert not transaction.get_connection().in_atomic_block

    with pytest.raises(RuntimeError):
        record("organisation.test", by=head.actor, workspace=head.workspace)
