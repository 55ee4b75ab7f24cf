"""``lyhord match`` behaves as a tool among others: real processes, real pipes."""

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import contextmanager
from subprocess import PIPE

import pytest
from backports import zstd

QUERIES = [{"id": "b", "query": "kaffe"}, {"id": "a", "query": "kaffe OR te"}]
POSTS = [{"id": 1, "text": "Gott Kaffe!"}, {"id": 2, "text": "vatten"}, {"id": 3, "text": "te"}]
LINES = [
    {"post": "1", "queries": ["a", "b"]},
    {"post": "2", "queries": []},
    {"post": "3", "queries": ["a"]},
]
COMMAND = [sys.executable, "-m", "lyhord", "match"]


def written(rows):
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


@pytest.fixture
def files(tmp_path):
    def write(name, rows, pack=bytes):
        path = tmp_path / name
        path.write_bytes(pack(written(rows)))
        return str(path)

    return write


def run(*arguments, **more):
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, timeout=60, **more)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def started(*arguments, **more):
    return subprocess.Popen([*COMMAND, *arguments], stdout=PIPE, **more)


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_every_post_gets_a_line_in_the_order_of_the_input(files, jobs):
    assert run("--jobs", jobs, "--queries", files("q", QUERIES), files("p", POSTS)) == (0, LINES, "")


def test_posts_without_a_match_can_be_left_out(files):
    _, lines, _ = run("--queries", files("q", QUERIES), "--only-hits", files("p", POSTS))

    assert [line["post"] for line in lines] == ["1", "3"]


def test_explain_says_which_characters(files):
    _, lines, _ = run("--queries", files("q", QUERIES[:1]), "--explain", files("p", POSTS[:1]))

    assert lines[0]["spans"] == {"b": [{"start": 5, "end": 10, "in": "text"}]}


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_packed_files_are_unpacked(files, pack):
    assert run("--queries", files("q", QUERIES, pack), files("p", POSTS, pack)) == (0, LINES, "")


def test_half_a_packed_file_is_told_of_after_what_could_be_read(files):
    posts = [{"id": at, "text": "te" * at} for at in range(3_000)]
    half = files("p", posts, lambda text: gzip.compress(text, 0)[:-2_000])

    status, lines, err = run("--queries", files("q", QUERIES), half)

    assert (status, len(lines) > 1_000, err.startswith("lyhord match: ")) == (2, True, True)


def test_parquet_is_read(files, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pytest.importorskip("pyarrow").Table.from_pylist([{**post, "other": 1} for post in POSTS])
    parquet.write_table(table, tmp_path / "p")

    assert run("--queries", files("q", QUERIES), str(tmp_path / "p")) == (0, LINES, "")


def test_what_comes_through_a_pipe_is_answered_at_once(files):
    answers = []
    with started("--queries", files("q", QUERIES), "-", stdin=PIPE) as match:
        for post in POSTS:
            match.stdin.write(written([post]))
            match.stdin.flush()
            answers.append(json.loads(match.stdout.readline()))

    assert (answers, match.returncode) == (LINES, 0)


def test_bad_lines_are_told_with_their_numbers_and_counted(files):
    bad = [b"{half", {"id": 9}, {"id": 4, "text": "te", "followers": "many"}, b"[" * 9_999, b'{"id": "\xff"}']

    status, lines, err = run("--queries", files("q", QUERIES), files("p", [POSTS[0], *bad, b"", POSTS[2]]))

    assert (status, lines) == (1, [LINES[0], LINES[2]])
    assert err.splitlines() == [
        "lyhord match: line 2 is not JSON",
        "lyhord match: line 3 needs id and text",
        "lyhord match: line 4 is no post: followers is no whole number",
        "lyhord match: line 5 is not JSON",
        "lyhord match: line 6 is not JSON",
        "lyhord match: bad lines left out: 5",
    ]


def test_a_post_that_is_too_long_is_left_out(files):
    posts = [POSTS[0], {"id": "long", "text": "te " * 1_500_000}, POSTS[2]]

    status, lines, err = run("--queries", files("q", QUERIES), files("p", posts))

    assert (status, lines) == (1, [LINES[0], LINES[2]])
    assert err.startswith("lyhord match: line 2 has more than 4,194,304 characters\n")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"id": "x", "query": "NOT te"}, "line 1 (x): Something must be there: a query cannot consist of"),
        ({"id": "x"}, "line 1 needs id and query"),
        ({"id": None, "query": "te"}, "line 1 needs an id that is a text or a whole number"),
    ],
)
def test_a_bad_query_stops_it(files, query, said):
    status, lines, err = run("--queries", files("q", [query]), files("p", POSTS))

    assert (status, lines, err.startswith(f"lyhord match: queries: {said}")) == (2, [], True)


def test_two_queries_with_one_id_stop_it(files):
    twice = files("q", [QUERIES[0], QUERIES[0]])

    assert run("--queries", twice, files("p", POSTS))[2] == (
        "lyhord match: queries: line 2 has the id b, which is taken\n"
    )


def test_a_missing_file_is_said(files):
    assert run("--queries", files("q", QUERIES), "/nowhere/posts") == (
        2,
        [],
        "lyhord match: /nowhere/posts: No such file or directory\n",
    )


def test_half_a_character_in_an_id_is_written_so_that_it_can_be_read(files):
    _, lines, _ = run("--queries", files("q", QUERIES), files("p", [{"id": "\ud800", "text": "te"}]))

    assert lines == [{"post": "\ud800", "queries": ["a"]}]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_ends_quietly_when_nobody_reads_on(files, jobs):
    many = files("p", [{"id": at, "text": "te"} for at in range(60_000)])
    with started("--jobs", jobs, "--queries", files("q", QUERIES), many, stderr=PIPE) as match:
        match.stdout.readline()
        match.stdout.close()

        assert (match.stderr.read(), match.wait(30)) == (b"", 141)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_without_a_word_and_nobody_stays_behind(files, jobs):
    with in_the_middle(files, jobs) as match:
        os.killpg(match.pid, signal.SIGINT)

        assert (match.stderr.read(), match.wait(30)) == (b"", 130)
    with pytest.raises(ProcessLookupError):
        os.killpg(match.pid, 0)


def test_nobody_stays_behind_when_it_is_killed(files):
    with in_the_middle(files, "3") as match:
        match.kill()

        assert match.stdout.read() == b""  # the pipe ends when the last of the processes has ended


def test_a_terminal_is_shown_how_far_it_is(files):
    ours, theirs = pty.openpty()
    many = files("p", [{"id": at, "text": "te"} for at in range(40_000)])
    with started("--jobs", "1", "--queries", files("q", QUERIES), many, stderr=theirs) as match:
        assert len(match.stdout.read().splitlines()) == 40_000
    shown = os.read(ours, 1 << 16).decode()
    os.close(ours)
    os.close(theirs)

    assert ("% " in shown, " posts, " in shown, shown.endswith("\r\x1b[K")) == (True, True, True)


@contextmanager
def in_the_middle(files, jobs):
    """A match that has answered one post and waits for the next, as the first of its group of processes."""
    pipes = {"stdin": PIPE, "stderr": PIPE, "start_new_session": True}
    with started("--jobs", jobs, "--queries", files("q", QUERIES), "-", **pipes) as match:
        match.stdin.write(written(POSTS[:1]))
        match.stdin.flush()
        match.stdout.readline()
        yield match
