"""What strangers write is shown as text, whatever they write."""

import re
from html.parser import HTMLParser

import pytest

from lyhord.listening.models import Mention
from lyhord.listening.selectors import Piece
from lyhord.listening.templatetags.foreign import excerpt, host, initial, marked, marked_words, web_url
from lyhord.listening.tests.stream import hear, listen_for, own_source, posted

PAYLOADS = [
    "<script>alert(1)</script> kaffe",
    "<img src=x onerror=alert(1)> kaffe",
    '"><svg onload=alert(1)> kaffe',
    "'; alert(1);// kaffe",
    "</title><script>alert(1)</script> kaffe",
    "</textarea><iframe src=//evil.example> kaffe",
    "<a href=javascript:alert(1)>kaffe</a>",
    "{{ settings.SECRET_KEY }} {% load x %} kaffe",
    "<mark>kaffe</mark><style>*{display:none}</style>",
    "<div hx-get=/w/nordkaffe/ hx-trigger=load>kaffe</div>",
    "<hx-partial hx-target=body>kaffe</hx-partial>",
    "&lt;script&gt;alert(1)&lt;/script&gt; kaffe",
    "kaffe \u202egnidaer sdrawkcab\u2066 \u0000\u0007\ufffe",
    "<math><mtext><table><mglyph><style><!--</style><img src onerror=alert(1)>--> kaffe",
    "kaffe " + "a" * 5_000,
    "kaffe " + "Z̸̢̛͉" * 300,
]
OURS = re.compile(r"^(script|style|svg|img|iframe|math|object|embed|hx-partial|base|form|meta|link)$")


class Tags(HTMLParser):
    """Counts the elements that can do harm, and every attribute that can."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        risky = sorted(name for name, value in attrs if name.startswith("on") or _runs(value))
        if OURS.match(tag) or risky or any(name.startswith("hx-") for name, _ in attrs):
            self.found.append((tag, tuple(risky)))


def _runs(value):
    return (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))


@pytest.fixture
def coffee(head):
    return listen_for(head.workspace, "kaffe", name="Coffee")


@pytest.fixture
def strange(head, coffee):
    """Every payload as author, title, text, source and link."""
    events = [
        posted(
            str(number), text, number, author=f"a{number}", title=text, author_name=text[:200],
            type="article", links=("javascript:alert(1)", "https://evil.example/<x>"),
        )
        for number, text in enumerate(PAYLOADS)
    ]  # fmt: skip
    hear(own_source(head.workspace, name=PAYLOADS[0]), *events)
    return list(Mention.objects.order_by("pk"))


def made_harmless(workspace):
    Mention.objects.update(text="kaffe", title="kaffe", author_name="Anna")
    workspace.mutes.update(label="Anna")
    workspace.sources.update(name="Daily")


@pytest.mark.parametrize("path", ["mentions/?state=all", "mentions/mutes/", "monitors/{}/"])
def test_a_page_has_the_same_elements_whatever_was_written(head, coffee, strange, path):
    for mention in strange[:3] if "mutes" in path else ():
        head.post("mentions/mutes/add/", {"mention": mention.pk})
    head.get("mentions/mutes/")  # shows the toasts
    hostile = Tags(head.get(path.format(coffee.pk)).content.decode()).found
    made_harmless(head.workspace)

    assert hostile == Tags(head.get(path.format(coffee.pk)).content.decode()).found


def test_a_mention_has_the_same_elements_whatever_it_says(head, strange):
    paths = [f"mentions/{mention.pk}/" for mention in strange]
    hostile = [Tags(head.get(path, headers={"HX-Request": "true"}).content.decode()).found for path in paths]
    made_harmless(head.workspace)

    harmless = Tags(head.get(paths[0], headers={"HX-Request": "true"}).content.decode()).found
    assert hostile == [harmless] * len(PAYLOADS)


@pytest.mark.parametrize("payload", PAYLOADS[:6])
def test_the_preview_shows_text(head, payload):
    hear(own_source(head.workspace), posted("1", payload, title=payload))

    page = head.post("monitors/preview/", {"query": "kaffe OR evil"}).content.decode()

    assert [tag for tag, _ in Tags(page).found if tag not in {"svg", "form"}] == []


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "kaffe {{ x }}"]
)
def test_what_is_searched_for_is_shown_as_text(head, query):
    page = head.get("mentions/", data={"q": query}).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://svd.se/a", "https://svd.se/a"),
        ("http://svd.se", "http://svd.se"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//svd.se/a", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("at://did:plc:x/app.bsky.feed.post/1", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(url, safe):
    assert web_url(url) == safe


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.svd.se/a", "svd.se"),
        ("https://svd.se@evil.example/", "evil.example"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://[::1", ""),
        ("https://" + "a" * 300 + ".se", ""),
    ],
)
def test_the_host_of_a_link_cannot_pose_as_another(url, shown):
    assert host(url) == shown


def test_marks_are_the_only_elements_of_a_text():
    assert marked((Piece("<b>"), Piece("<i>", is_marked=True))) == "&lt;b&gt;<mark>&lt;i&gt;</mark>"


@pytest.mark.parametrize(
    ("name", "letter"), [("anna", "A"), ("<b>", "B"), ("😀 åsa", "Å"), ("", "?"), ("!!", "?")]
)
def test_an_avatar_has_one_letter(name, letter):
    assert initial(name) == letter


def test_an_excerpt_shows_what_matched():
    text = (Piece("a " * 200), Piece("kaffe", is_marked=True), Piece(" b" * 200))

    shown = "".join(piece.text for piece in excerpt(text, 100))

    assert "kaffe" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) == 102


def test_an_excerpt_of_a_short_text_is_the_text():
    assert excerpt((Piece("kaffe"),), 100) == (Piece("kaffe"),)


def test_the_words_that_matched_are_named_once():
    assert marked_words((Piece("Kaffe", True), Piece(" "), Piece("kaffe", True)), ()) == ("kaffe",)
