"""Rows put in by the fast way are those that Django itself would write."""

import pytest
from django.db import IntegrityError

from lyhord.common.clock import utc_now
from lyhord.listening.models import HeardPost
from lyhord.listening.rules.fitting import columns
from lyhord.listening.services.inserting import insert
from lyhord.listening.tests.stream import posted

pytestmark = pytest.mark.django_db


def row(**more):
    told = columns(posted("1", "Kaffe – ☕", links=("https://a.example/å",)), arrived_at=utc_now())
    return told | {"source_id": 7, "key": 1, "author_key": 2} | more


def test_a_row_reads_back_as_the_one_that_django_writes():
    HeardPost.objects.create(**row())
    insert(HeardPost, [row()])

    by_django, by_us = (vars(each) for each in HeardPost.objects.order_by("pk"))

    assert {k: v for k, v in by_django.items() if k not in {"_state", "id", "arrived_at"}} == {
        k: v for k, v in by_us.items() if k not in {"_state", "id", "arrived_at"}
    }


def test_the_databases_own_rules_still_hold():
    with pytest.raises(IntegrityError):
        insert(HeardPost, [row(network=None)])


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(HeardPost, [])
