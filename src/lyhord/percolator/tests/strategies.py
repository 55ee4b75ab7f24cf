"""Posts and queries for the property tests: small worlds, so that hits are common, with every trap."""

from hypothesis import strategies as st

from lyhord.percolator import Post, Query, QueryError

WORDS = [
    "kaffe",
    "Kaffe",
    "KAFFE",
    "te",
    "kaf",
    "fika",
    "öl",
    "ÖL",
    "o\u0308l",
    "ol",
    "år",
    "a\u030ar",
    "h",
    "m",
    "gratis",
    "frakt",
    "ß",
    "ẞ",
    "ς",
    "Σ",
    "İ",
    "I",
    "i",
    "_x",
    "x1",
    "珈",
    "琲",
    "コ",
    "ー",
    "か\u3099",
    "שלום",
    "قهوة",
    "नमस्ते",
    "❤️",
    "❤",
    "👩‍💻",
    "👩",
    "👍🏽",
    "👍",
    "🇸🇪",
    "🇸",
    "1️⃣",
    "ﬁ",
    "한",
    "\u1112\u1161\u11ab",
]
GLUE = [
    " ",
    " ",
    " ",
    " ",
    "-",
    ".",
    "'",
    "&",
    "&amp;",
    "\n",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\ufe0f",
    "",
    "#",
    " #",
    "＃",
    " @",
    "@",
    ".@",
    "!",
    "? ",
    "\x00",
    "\ud800",
    "*",
    " https://svd.se/",
    " www.",
    "://",
    "\u0301",
    "\u20e3",
    "🏽",
    "\U000e0067",
    "(",
    '"',
]
HOSTS = [
    "https://svd.se/kaffe?x=1",
    "https://www.svd.se",
    "http://xn--rksmrgs-5wao1o.se/",
    "ftp://te.se",
    "nonsense",
]
LANGS = ["sv", "en", "und"]
HANDLES = ["kaffe", "kaffe.se", "anna.bsky.social", "anna-b.te@mastodon.nu", "öl"]


def texts(most: int = 12) -> st.SearchStrategy[str]:
    handles = st.sampled_from(HANDLES).map(" @{}".format)
    piece = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(GLUE), handles)
    glued = st.lists(st.tuples(piece, st.sampled_from(GLUE)), max_size=most)
    return st.one_of(glued.map(lambda pairs: "".join(map("".join, pairs))), st.text(max_size=20))


def posts() -> st.SearchStrategy[Post]:
    return st.builds(
        Post,
        id=st.just("p"),
        text=texts(),
        title=st.one_of(st.just(""), texts(4)),
        author=st.sampled_from(["", *HANDLES]),
        lang=st.sampled_from(LANGS),
        source=st.sampled_from(["rss", "Bluesky", "a b"]),
        type=st.sampled_from(["post", "reply"]),
        links=st.lists(st.sampled_from(HOSTS), max_size=2).map(tuple),
        followers=st.sampled_from([None, 0, 10, 1000]),
    )


def _words() -> st.SearchStrategy[str]:
    word = st.sampled_from(WORDS)
    return st.one_of(
        word,
        word.map("{}*".format),
        word.map("#{}".format),
        word.map("#{}*".format),
        st.sampled_from(HANDLES).map("@{}".format),
        st.lists(st.one_of(word, word.map("{}*".format)), min_size=1, max_size=3).map(
            lambda w: f'"{" ".join(w)}"'
        ),
        st.tuples(word, st.sampled_from("-&.#'"), word).map("".join),
    )


def _fields() -> st.SearchStrategy[str]:
    return st.one_of(
        st.sampled_from(LANGS).map("lang:{}".format),
        st.sampled_from(
            ["source:rss", "source:bluesky", 'source:"a b"', "type:reply", "has:link", "has:title"]
        ),
        st.sampled_from(["has:question", "followers:>=10", "followers:<10", "followers:=0", "site:svd.se"]),
        st.sampled_from(["site:räksmörgås.se", 'url:"/KAFFE"', 'url:"svd"']),
        st.sampled_from(HANDLES).map("author:{}".format),
        _words().map("title:{}".format),
        st.sampled_from([*WORDS, "H&M", "e te k", " ", "\x00"]).map('raw:"{}"'.format),
    )


def _nears() -> st.SearchStrategy[str]:
    side = st.one_of(
        _words(), st.lists(_words(), min_size=2, max_size=3).map(lambda w: f"({' OR '.join(w)})")
    )
    return st.builds("{} NEAR/{}{} {}".format, side, st.integers(1, 6), st.sampled_from(["", "f"]), side)


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operator = st.sampled_from([" ", " AND ", " OR ", " OR ", " -", " NOT ", " OR NOT "])
    return st.builds("({}{}{})".format, inner, operator, inner)


def query_texts() -> st.SearchStrategy[str]:
    leaf = st.one_of(_words(), _words(), _words(), _fields(), _nears())
    return st.recursive(leaf, _combined, max_leaves=8)


def _parsed(text: str) -> Query | None:
    try:
        return Query.parse(text)
    except QueryError:
        return None


def queries() -> st.SearchStrategy[Query]:
    return query_texts().map(_parsed).filter(lambda query: query is not None)
