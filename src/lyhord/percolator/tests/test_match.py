"""``lyhord match`` behaves as a tool among others."""

import io
import json

import pytest

from lyhord.percolator.match import main

QUERIES = [{"id": "b", "query": "kaffe"}, {"id": "a", "query": "kaffe OR te"}]
POSTS = [{"id": 1, "text": "Gott Kaffe!"}, {"id": 2, "text": "vatten"}, {"id": 3, "text": "te"}]


@pytest.fixture
def files(tmp_path):
    def write(name, rows):
        path = tmp_path / name
        path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
        return str(path)

    return write


def run(capsys, *arguments):
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def test_every_post_gets_a_line_in_the_order_of_the_input(files, capsys):
    status, lines, _ = run(capsys, "--queries", files("q", QUERIES), files("p", POSTS))

    assert (status, lines) == (
        0,
        [
            {"post": "1", "queries": ["a", "b"]},
            {"post": "2", "queries": []},
            {"post": "3", "queries": ["a"]},
        ],
    )


def test_posts_without_a_match_can_be_left_out(files, capsys):
    _, lines, _ = run(capsys, "--queries", files("q", QUERIES), "--only-hits", files("p", POSTS))

    assert [line["post"] for line in lines] == ["1", "3"]


def test_explain_says_which_characters(files, capsys):
    _, lines, _ = run(capsys, "--queries", files("q", QUERIES[:1]), "--explain", files("p", POSTS[:1]))

    assert lines[0]["spans"] == {"b": [{"start": 5, "end": 10, "in": "text"}]}


def test_posts_can_come_from_standard_input(files, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(POSTS[0])))

    assert run(capsys, "--queries", files("q", QUERIES), "-")[1] == [{"post": "1", "queries": ["a", "b"]}]


def test_a_bad_line_is_told_with_its_number_and_left_out(files, capsys):
    rows = [POSTS[0], "{half", {"id": 9}, {"id": 4, "text": "te", "followers": "many"}, POSTS[2]]

    status, lines, err = run(capsys, "--queries", files("q", QUERIES), files("p", rows))

    assert (status, [line["post"] for line in lines]) == (1, ["1", "3"])
    assert [line.split(" line ")[1][0] for line in err.splitlines()] == ["2", "3", "4"]


def test_a_bad_query_stops_it(files, capsys):
    status, lines, err = run(
        capsys, "--queries", files("q", [{"id": "x", "query": "NOT te"}]), files("p", POSTS)
    )

    assert (status, lines, err.startswith("lyhord match: ")) == (2, [], True)


def test_a_missing_file_is_said(files, capsys):
    assert run(capsys, "--queries", files("q", QUERIES), "/nowhere/posts")[0] == 2
