"""Every word in both languages: the Swedish is whole, fits its gaps, and is the same everywhere."""

import re
from collections import defaultdict
from html.parser import HTMLParser

import pytest
from tests.wording import SRC, Sentence, packages, places, sentences, swedish

TEMPLATES = sorted(path for path in SRC.rglob("*.html") if "tests" not in path.parts)
SCRIPTS = sorted(path for path in SRC.rglob("static/**/*.js") if "vendor" not in path.parts)
NAMES = {
    "Lyhörd",
    "Svenska",
    "English",
    "Ctrl",
    "Esc",
    "CSV",
    "OPML",
    "API",
    "OpenAPI",
    "RSS",
    "Bluesky",
    "Mastodon",
}
SPOKEN = {"aria-label", "title", "placeholder", "alt"}
SENTENCE = re.compile(r"""["'`][A-ZÅÄÖ][a-zåäö]+ [a-zåäö]+""")


def translated(package: str) -> dict[Sentence, tuple[str, ...]]:
    found = {}
    for message in swedish(package):
        ids = message.id if isinstance(message.id, tuple) else (message.id, "")
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        found[Sentence(ids[0], ids[1], message.context or "")] = strings
    return found


@pytest.mark.parametrize("package", packages())
def test_everything_is_said_in_swedish(package):
    there = translated(package)
    missing = [s for s in sorted(sentences(package)) if not all(there.get(s, ("",)))]

    assert missing == []


@pytest.mark.parametrize("package", packages())
def test_nothing_is_left_uncertain(package):
    assert [message.id for message in swedish(package) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("package", packages())
def test_gaps_are_filled_in_both_languages(package):
    wrong = [
        (sentence, string)
        for sentence, strings in translated(package).items()
        for string, original in zip(strings, (sentence.one, sentence.many or sentence.one), strict=False)
        if places(string) not in (places(original), places(sentence.many)) and sentence.one
    ]

    assert wrong == []


@pytest.mark.parametrize("package", packages())
def test_no_translation_can_break_out_of_an_attribute(package):
    broken = [
        string
        for sentence, strings in translated(package).items()
        for string in strings
        if sentence.one and set(string) & set("\"<>'") - set(sentence.one + sentence.many)
    ]

    assert broken == []


def test_the_same_words_mean_the_same_everywhere():
    heard = defaultdict(dict)
    for package in packages():
        for sentence, strings in translated(package).items():
            if any(strings):
                heard[sentence][package] = strings
    differing = {s: by for s, by in heard.items() if s.one and len(set(by.values())) > 1}

    assert differing == {}


class Visible(HTMLParser):
    """Collects what people see or hear of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.deaf = 0

    def handle_starttag(self, tag, attrs):
        self.deaf += tag in {"script", "style", "code", "kbd"}
        self.found += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag):
        self.deaf -= tag in {"script", "style", "code", "kbd"}

    def handle_data(self, data):
        if not self.deaf:
            self.found.append(data)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_template_says_nothing_untranslated(path):
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"{%\s*blocktrans.*?endblocktrans\w*\s*%}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%\s*block width\s*%}.*?{%\s*endblock", "{% endblock", text)  # a class, not a word
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    visible = Visible()
    visible.feed(text)
    words = {word for said in visible.found for word in re.findall(r"[A-Za-zÅÄÖåäö]{3,}", said)}

    assert words - NAMES == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_script_says_nothing_of_its_own(path):
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(), flags=re.DOTALL)

    assert SENTENCE.findall(code) == []
