"""What is made to hurt does not: a sentence a person can read, soon, and the next feed is read as ever."""

import resource
import time
import zlib

import pytest

from lyhord.channels.networks.rss.client import NOT_A_FEED, fetch_feed
from lyhord.channels.networks.rss.parsing import TOO_HEAVY
from lyhord.channels.networks.rss.reading.worker import CPU_S, MEMORY_BYTES
from lyhord.channels.networks.rss.tests.writing import item, rss
from lyhord.common.http import OutgoingError

ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(100_000))
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">{ENTITIES}]>' + rss(item("LAUGH"))
LAUGHS = LAUGHS.replace("LAUGH", "&l9;")
SLOWEST_S = 20.0  # killed after 1.8 s of processor time; the rest is for a machine that is busy


def outcome(web, out, reader, body: bytes | str, headers: dict | None = None) -> str:
    """``read``, or the sentence that says why not."""
    url, started = web.page("/feed", body, headers), time.monotonic()
    try:
        fetch_feed(out, reader, url)
        said = "read"
    except OutgoingError as error:
        said = error.sentence
    assert time.monotonic() - started < SLOWEST_S
    return said


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rss(f"<item {ATTRIBUTES}><title>x</title></item>"), TOO_HEAVY),
        (rss(item("x", text=f"<p {ATTRIBUTES}>Kaffe")), "read"),
        (rss(item("x") * 100_000), None),
        (rss(item("x", text="<!--" * 50_000)), "read"),
        (rss(item("x", text="<div>" * 100_000)), "read"),
        (rss(item("x" * 5_000_000)), "read"),
        (rss("<a>" * 100_000), None),
        (LAUGHS, None),
        ('{"items":' + "[" * 200_000, NOT_A_FEED),
        ("<!doctype html><html><body>" + "<div>" * 100_000, NOT_A_FEED),
        ("", NOT_A_FEED),
        (bytes(1_000_000), NOT_A_FEED),
        ("<rss><channel><item><title>half", None),
    ],
    ids=[
        "100,000 attributes", "100,000 attributes in the text", "100,000 items", "comments without end",
        "deep text", "5 MB of title", "deep document", "a billion laughs", "deep JSON", "a page", "nothing",
        "zeros", "half a document",
    ],
)  # fmt: skip
def test_a_hostile_document_is_read_or_refused_in_time(web, out, reader, body, expected):
    said = outcome(web, out, reader, body)

    assert said == expected or (expected is None and said in {"read", TOO_HEAVY, NOT_A_FEED})
    assert outcome(web, out, reader, rss(item("Kaffe"))) == "read"


def test_who_reads_has_a_limit_of_memory(reader):
    reader.read("feed", rss(item("Kaffe")).encode())

    assert resource.prlimit(reader._process.pid, resource.RLIMIT_AS) == (MEMORY_BYTES, MEMORY_BYTES)


def test_no_document_gets_more_than_two_seconds_of_processor_time(reader):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(OutgoingError):
        reader.read("feed", rss(f"<item {ATTRIBUTES}><title>x</title></item>").encode())

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert CPU_S <= 2
    assert after.ru_utime - before.ru_utime < CPU_S + 2  # and what it used to start


def test_a_feed_of_200_megabytes_when_unpacked_is_left(web, out, reader):
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()

    said = outcome(web, out, reader, bomb, {"Content-Encoding": "gzip"})

    assert said == "The answer of {host} is larger than {megabytes} MB."


def test_an_entity_of_a_file_is_not_looked_up(web, out, reader):
    secret = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = secret + '<rss version="2.0"><channel><item><title>Kaffe &x;</title></item></channel></rss>'

    items = fetch_feed(out, reader, web.page("/feed", body)).feed.items

    assert [item.title for item in items if "root:" in item.title] == []


@pytest.mark.parametrize(
    ("encoding", "declared", "sent"),
    [
        ("latin-1", "utf-8", "application/xml"),
        ("utf-8", "iso-8859-1", "application/xml; charset=utf-8"),
        ("utf-16", "utf-16", "application/xml"),
        ("windows-1252", "windows-1252", "application/rss+xml"),
        ("utf-8", "utf-8", "text/xml"),
        ("utf-8-sig", "utf-8", "application/xml"),
    ],
)
def test_a_wrong_charset_is_put_right(web, out, reader, encoding, declared, sent):
    body = rss(item("Räksmörgås och en påtår")).replace('"1.0"', f'"1.0" encoding="{declared}"')
    url = web.page("/feed", body.encode(encoding), {"Content-Type": sent})

    assert fetch_feed(out, reader, url).feed.items[0].title == "Räksmörgås och en påtår"
