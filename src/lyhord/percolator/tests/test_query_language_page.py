"""Every example in docs/query-language.md is true."""

import json
import re
from pathlib import Path

import pytest

from lyhord.percolator import Post, Query, QueryError
from lyhord.percolator.reference import matches

PAGE = (Path(__file__).parents[4] / "docs/query-language.md").read_text()


def rows(heading):
    """The cells of every row of the tables headed so."""
    tables = re.findall(rf"^\| {re.escape(heading)} \|\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in "".join(tables).splitlines()]


def code(cell):
    return re.findall(r"`([^`]+)`", cell)


EXAMPLES = [
    (code(write)[0], text, True)
    for write, found, _ in rows("write | finds | does not find")
    for text in code(found)
]
EXAMPLES += [
    (code(write)[0], text, False)
    for write, _, missed in rows("write | finds | does not find")
    for text in code(missed)
]
SAMPLE = Post(**json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1]))
ABOUT_SAMPLE = [
    (code(cell)[0], is_found)
    for row in rows("these queries find it | these do not")
    for cell, is_found in zip(row, (True, False), strict=True)
]


def said(text):
    try:
        return [str(remark) for remark in Query.parse(text).advice()]
    except QueryError as error:
        return [error.message]


def test_the_page_has_examples():
    assert (len(EXAMPLES), len(ABOUT_SAMPLE)) == (96, 20)


@pytest.mark.parametrize(("query", "text", "is_found"), EXAMPLES)
def test_the_examples_are_true(query, text, is_found):
    assert matches(Query.parse(query), Post("1", text)) == is_found


@pytest.mark.parametrize(("query", "is_found"), ABOUT_SAMPLE)
def test_the_examples_about_the_sample_post_are_true(query, is_found):
    assert matches(Query.parse(query), SAMPLE) == is_found


@pytest.mark.parametrize("row", rows("query | what is said"), ids=lambda row: row[0])
def test_what_is_said_about_a_query(row):
    assert said(code(row[0])[0]) == [row[1]]


def test_the_programmers_example_runs():
    exec(re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1], {})
