"""What a call does, and where it stops."""

import gzip
import ssl
import time
import zlib
from datetime import UTC, datetime

import pytest

from lyhord.common.http import Answered, Call, OutgoingError, Pacer
from lyhord.common.http.outgoing import Outgoing
from lyhord.common.http.retrying import retry_after_s

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def message(out: Outgoing, url: str, **limits) -> str:
    with pytest.raises(OutgoingError) as caught:
        out.fetch(url, **limits)
    return caught.value.message


def test_a_page_comes_back_as_it_is(web, out):
    url = web.page("/", "kaffe", {"ETag": '"1"'})

    answer = out.fetch(url)

    assert (answer.status, answer.body, answer.headers["etag"], answer.url) == (200, b"kaffe", '"1"', url)


def test_we_say_who_we_are(web, out):
    out.fetch(web.page("/"))

    assert web.asked[0][1]["user-agent"] == "Lyhord"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda b: zlib.compress(b, wbits=-15))],
)
def test_packed_answers_are_unpacked(web, out, encoding, pack):
    url = web.page("/", pack(b"kaffe " * 1000), {"Content-Encoding": encoding})

    assert out.fetch(url).body == b"kaffe " * 1000


def test_two_hundred_megabytes_in_two_hundred_kilobytes_are_not_unpacked(web, out):
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    url = web.page("/", bomb, {"Content-Encoding": "gzip"})

    assert message(out, url) == "The answer of 127.0.0.1 is larger than 15 MB."


def test_an_endless_answer_is_left(web, out):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(bytes(65_536))

    assert message(out, web.play("/", endless)) == "The answer of 127.0.0.1 is larger than 15 MB."


def test_one_byte_a_moment_is_too_slow_as_a_whole(web, out):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.02)

    started = time.monotonic()
    said = message(out, web.play("/", drip), deadline_s=0.5)

    assert (said, time.monotonic() - started < 2) == (
        "127.0.0.1 did not answer completely within 0 seconds.",
        True,
    )


def test_headers_that_drip_are_too_slow_as_well(web, out):
    def drip(handler):
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000:
            handler.wfile.write(bytes([byte]))
            time.sleep(0.02)

    assert message(out, web.play("/", drip), deadline_s=0.6).startswith("127.0.0.1 did not answer")


def test_half_an_answer_is_broken(web, out):
    def half(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    assert message(out, web.play("/", half)) == "The answer of 127.0.0.1 is broken."


@pytest.mark.parametrize("body", [b"not packed", gzip.compress(b"cut off" * 100)[:-20]], ids=["plain", "cut"])
def test_an_answer_that_cannot_be_unpacked_is_broken(web, out, body):
    url = web.page("/", body, {"Content-Encoding": "gzip"})

    assert message(out, url) == "The answer of 127.0.0.1 is broken."


def test_an_encoding_that_we_did_not_ask_for_is_broken(web, out):
    url = web.page("/", gzip.compress(gzip.compress(b"x")), {"Content-Encoding": "gzip, gzip"})

    assert message(out, url) == "The answer of 127.0.0.1 is broken."


def test_a_redirect_to_itself_is_followed_five_times(web, out):
    url = web.redirect("/", "/")

    assert (message(out, url), web.hits("/")) == ("127.0.0.1 sends us in circles.", 6)


def test_a_permanent_move_is_reported_and_a_temporary_one_is_not(web, out):
    there = web.page("/there", "kaffe")

    moved, passing = (
        out.fetch(web.redirect("/a", "/there", 301)),
        out.fetch(web.redirect("/b", "/there", 302)),
    )

    assert [(moved.url, moved.moved_to), (passing.url, passing.moved_to)] == [(there, there), (there, "")]


def test_a_password_does_not_follow_to_another_host(web, out):
    web.page("/there")
    here = web.redirect("/", f"http://localhost:{web.port}/there")

    out.fetch(here, headers={"Authorization": "Bearer secret", "Accept": "text/plain"})

    assert [(h.get("authorization"), h["accept"]) for _, h in web.asked] == [
        ("Bearer secret", "text/plain"),
        (None, "text/plain"),
    ]


def test_a_post_becomes_a_get_after_see_other(web, out):
    web.page("/there", "kaffe")

    answer = out.send(Call(web.redirect("/", "/there", 303), method="POST", body=b"x=1"))

    assert (answer.body, "content-length" in web.asked[1][1]) == (b"kaffe", False)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://svd.se/",
        "file:///etc/passwd",
        "javascript:1",
        "http://",
        "//svd.se",
        "http://a b/",
        "http://x:99999/",
    ],
)
def test_what_is_no_web_address_is_refused(out, url):
    assert message(out, url) == "This is not an address on the web: it should begin with https://."


def test_an_address_with_a_password_is_refused(out):
    assert message(out, "https://anna:secret@svd.se/") == "An address with a password in it cannot be used."


@pytest.mark.parametrize(
    ("status", "said", "permanent"),
    [
        (403, "127.0.0.1 does not let us in (403).", False),
        (404, "127.0.0.1 has nothing at this address (404).", False),
        (410, "127.0.0.1 says that this has been removed for good (410).", True),
        (429, "127.0.0.1 asks us to wait.", False),
        (502, "127.0.0.1 has trouble of its own (502).", False),
    ],
)
def test_a_bad_status_is_said_in_words_and_nothing_of_the_body_is(web, out, status, said, permanent):
    with pytest.raises(Answered) as caught:
        out.fetch(web.page("/", "<b>secret</b>", status=status))

    assert (caught.value.message, caught.value.permanent, caught.value.status) == (said, permanent, status)


def test_a_host_that_asked_us_to_wait_is_not_called_until_then(web, out):
    url = web.page("/", status=429, headers={"Retry-After": "120"})

    waits = []
    for _ in range(3):
        with pytest.raises(OutgoingError) as caught:
            out.fetch(url)
        waits.append(round(caught.value.retry_after_s))

    assert (waits, web.hits("/")) == ([120, 120, 120], 1)


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("120", 120), ("0", 1), ("-5", 1), ("1000000000", 86_400), ("1.5", 1.5), ("nan", None),
        ("soon", None), ("", None), ("Mon, 23 Nov 2026 12:02:00 GMT", 120),
        ("Mon, 23 Nov 2020 12:02:00 GMT", 1),
        ("Mon, 23 Nov 2099 12:02:00 GMT", 86_400),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms_and_kept_within_reason(given, seconds):
    assert retry_after_s({"retry-after": given}, now=NOW) == seconds


def test_a_third_call_to_a_busy_host_gives_up_in_time():
    pacer = Pacer(pause_s=0, at_once=2, patience_s=0.05)

    with (
        pacer.turn("svd.se"),
        pacer.turn("svd.se"),
        pacer.turn("dn.se"),
        pytest.raises(OutgoingError) as caught,
        pacer.turn("svd.se"),
    ):
        pass

    assert caught.value.retry_after_s == 30


def test_calls_to_one_host_start_a_pause_apart():
    pacer, started = Pacer(pause_s=0.05), time.monotonic()

    for _ in range(3):
        with pacer.turn("svd.se"):
            pass

    assert 0.1 <= time.monotonic() - started < 1


def test_nobody_there_is_said_so(out):
    assert message(out, "http://127.0.0.1:9/") == "127.0.0.1 cannot be reached."


def test_a_name_that_does_not_exist_is_said_so(out):
    assert message(out, "http://nobody.invalid/") == "There is no host named nobody.invalid."


def test_the_environments_proxy_is_not_asked(web, out, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    assert out.fetch(web.page("/", "kaffe")).body == b"kaffe"


def test_a_server_that_speaks_no_tls_is_readable(web, out):
    assert message(out, f"https://127.0.0.1:{web.port}/") == "127.0.0.1 cannot be reached."


def test_certificates_are_checked():
    from lyhord.common.http.outgoing import tls  # noqa: PLC0415 -- only this test looks inside

    assert (tls().verify_mode, tls().check_hostname) == (ssl.CERT_REQUIRED, True)
