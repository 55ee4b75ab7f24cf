"""mokaccino, a percolator in Rust, asked the same questions.

It knows neither phrases nor NEAR and cuts no words: the words are cut here, and phrases and NEAR are asked as
“all of these words”, which gives it less to do and more hits.
"""

import re

import mokaccino

from lyhord.percolator import Post
from lyhord.percolator.tree import And, Field, Handle, Hashtag, Near, Node, Not, Or, Phrase, Word

_TOKEN = re.compile(r"https?://\S+|([#@]?)([\w.]*\w)")


def document(post: Post) -> mokaccino.Document:
    """The words, hashtags and handles of ``post`` as values of a document."""
    made = mokaccino.Document().with_value("lang", post.lang).with_value("source", post.source)
    made.add_value("author", post.author)
    for sign, text in set(_TOKEN.findall(post.text.lower())):
        if sign == "@":
            made.add_value("@", text)
            made.add_value("w", text.partition(".")[0])
        elif sign == "#":
            made.add_value("#", text)
            made.add_value("w", text)
        else:
            made.add_value("w", text)
    return made


def query(node: Node) -> mokaccino.Query:
    """The question ``node`` asks, as near as mokaccino can ask it."""
    match node:
        case And(parts=parts) | Phrase(parts=parts):
            return mokaccino.Query.from_and([query(part) for part in parts])
        case Or(parts=parts):
            return mokaccino.Query.from_or([query(part) for part in parts])
        case Not(part=part):
            return mokaccino.Query.from_not(query(part))
        case Near(left=left, right=right):
            return mokaccino.Query.from_and([_any_of(left), _any_of(right)])
        case _:
            return _leaf(node)


def _any_of(terms: tuple[Node, ...]) -> mokaccino.Query:
    return mokaccino.Query.from_or([query(term) for term in terms])


def _leaf(leaf: Node) -> mokaccino.Query:
    match leaf:
        case Word(text=text, is_prefix=True):
            return mokaccino.Query.from_kprefix("w", text)
        case Word(text=text):
            return mokaccino.Query.from_kv("w", text)
        case Hashtag(text=text):
            return mokaccino.Query.from_kv("#", text)
        case Handle(text=text):
            return mokaccino.Query.from_kv("@", text)
        case Field(name=name, value=value):
            return mokaccino.Query.from_kv(name, value)
        case _:
            raise ValueError(f"mokaccino cannot be asked {leaf}")
