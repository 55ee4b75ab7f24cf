"""Every request has an id, in its answer and in the log, and one line that gives no address away."""

import pytest
from structlog.testing import capture_logs


def lines(log: list[dict]) -> list[tuple]:
    return [(line["route"], line["status"]) for line in log if line["event"] == "request"]


def test_the_log_names_the_pattern_of_the_address(client, db):
    with capture_logs() as log:
        client.get("/healthz")

    assert lines(log) == [("/healthz", 200)]


def test_what_is_not_found_does_not_stand_in_the_log(client, db):
    with capture_logs() as log:
        client.get("/nothing/here-is-a-secret/")

    assert "here-is-a-secret" not in str(log)
    assert [status for _, status in lines(log)] == [404]


@pytest.mark.parametrize(
    ("given", "kept"), [("abcdef12-3456", True), ("short", False), ("a b\tc" * 4, False)]
)
def test_a_proxys_id_is_kept_when_it_is_harmless(client, db, given, kept):
    answer = client.get("/healthz", headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is kept
