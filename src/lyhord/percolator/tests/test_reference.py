import pytest

from lyhord.percolator import Post, Query
from lyhord.percolator.reference import matches

TEXT = "Gratis frakt på Kaffe hos @nordkaffe.se! H&amp;M och e-handel #Fika Volvo’s ❤️ Vad? https://svd.se/Kampanj/1"
POST = Post(
    "1",
    TEXT,
    title="Ny butik i Åre",
    author="anna.bsky.social",
    lang="sv",
    source="rss",
    type="reply",
    links=("https://www.dn.se/kultur",),
    followers=1000,
)

FOUND = [
    "kaffe",
    "KAFFE",
    "nordkaffe",
    "volvo",
    "fika",
    "åre",
    "❤",
    "h m",
    "s",
    "kaf*",
    "#fika",
    "#fi*",
    "@nordkaffe.se",
    '"gratis frakt"',
    '"frakt på kaf*"',
    '"ny butik"',
    "e-handel",
    "H&M",
    '"e handel fika"',
    'raw:"H&amp;M"',
    'raw:"Volvo’s"',
    'raw:"Ny b"',
    "lang:sv",
    "LANG:SV",
    "source:RSS",
    "type:reply",
    "author:anna.bsky.social",
    "author:@Anna.bsky.social",
    "site:svd.se",
    "site:dn.se",
    "site:www.dn.se",
    'url:"/kampanj/"',
    "url:KULTUR",
    "title:butik",
    'title:"ny butik"',
    "title:but*",
    "has:link",
    "has:title",
    "has:question",
    "followers:>=1000",
    "followers:1000",
    "followers:<=1000",
    "followers:>999",
    "followers:<1001",
    "followers:≥1000",
    "kaffe NEAR/2 gratis OR frakt",
    "kaffe NEAR/3 gratis",
    "gratis NEAR/3f kaffe",
    "(te OR kaffe) NEAR/2f frakt OR kaffe",
    '"gratis frakt" NEAR/2 kaffe',
    "kaffe NEAR/2 @nordkaffe.se",
    "#fika NEAR/1 handel",
    "kaffe te OR fika",
    "kaffe -te",
    "kaffe NOT (te OR öl)",
    "NOT te kaffe",
    "fika -(kaffe te)",
]

MISSED = [
    "kaff",
    "are",
    "nordkaffe.se",
    "volvos",
    "se",
    "bsky",
    "svd",
    "kampanj",
    "amp",
    "#kaffe",
    "@nordkaffe",
    "@nordkaffe.s",
    '"frakt gratis"',
    '"gratis på"',
    '"åre gratis"',
    'raw:"h&m"',
    'raw:"H&M"',
    "lang:en",
    "source:rs",
    "author:anna",
    "site:vd.se",
    "site:kultur.se",
    "title:kaffe",
    "title:gratis",
    "followers:>1000",
    "followers:<1000",
    "kaffe NEAR/2 gratis",
    "kaffe NEAR/5f gratis",
    "kaffe NEAR/5 kaffe",
    "åre NEAR/100 gratis",
    "#fika NEAR/5 fika",
    '"gratis frakt" NEAR/5 frakt',
    "kaffe te",
    "kaffe -fika",
    "kaffe -(te OR fika)",
]


@pytest.mark.parametrize("text", FOUND)
def test_the_query_finds_the_post(text):
    assert matches(Query.parse(text), POST)


@pytest.mark.parametrize("text", MISSED)
def test_the_query_does_not_find_the_post(text):
    assert not matches(Query.parse(text), POST)


@pytest.mark.parametrize(
    "text", ["followers:<10", "followers:>=0", "has:link", "has:title", "has:question", "kaffe", "site:a.se"]
)
def test_nothing_is_found_in_an_empty_post(text):
    assert not matches(Query.parse(text), Post("1", ""))
