"""What people say in the sample: Swedish and English, praise and complaint, news and small talk.

All invented. ``phrases.tsv`` has language, mood, text and, for articles, the headline; ``{product}`` and the
like are filled in by ``client``.
"""

from importlib.resources import files
from typing import NamedTuple

PRAISE, QUESTION, COMPLAINT, TALK = "praise", "question", "complaint", "talk"
NEWS, CRISIS = "news", "crisis"


class Phrase(NamedTuple):
    """A sentence, its language, its mood, and for articles the headline."""

    lang: str
    mood: str
    text: str
    title: str = ""


_LINES = files(__package__).joinpath("phrases.tsv").read_text("utf-8").splitlines()
PHRASES = tuple(Phrase(*line.split("\t")) for line in _LINES)

PRODUCTS = ("Gryning", "Midvinter", "Ängsrost", "Norrsken Espresso")
RIVALS = ("Bergtorps Rosteri", "Kaffehuset Linnea", "Granskogs Kaffe")
CITIES = ("Göteborg", "Malmö", "Umeå", "Uppsala", "Linköping", "Stockholm", "Luleå", "Örebro")
NOTES = ("choklad och körsbär", "nyponsoppa", "rostad hasselnöt", "sommarlov")
NOTES_EN = ("cherry and cocoa", "a clean finish", "toasted hazelnut", "balance")
CRISIS_PRODUCT = "Midvinter"

PEOPLE = (
    ("alva", "Alva Lindqvist"), ("bosse.bryggare", "Bosse"), ("karin.i.umea", "Karin Åström"),
    ("mo", "Mohammed A."), ("fikafolket", "Fikafolket"), ("jens", "Jens Öberg"), ("nadia.codes", "Nadia ☕"),
    ("per-olof", "Per-Olof Ek"), ("tove", "Tove Hägg"), ("ylva", "Ylva på landet"), ("samir", "Samir Haddad"),
    ("lisbet67", "Lisbet"), ("oliver", "Oliver Grant"), ("maeve", "Maeve Byrne"),
    ("kaffenorden", "Kaffenörden"),
    ("aino", "Aino Virtanen"), ("jamal", "Jamal Reed"), ("sofia.b", "Sofia B"),
    ("hugo", "Hugo Wallin"), ("priya", "Priya Nair"), ("ingrid", "Ingrid Solberg"), ("malin", "Malin Sjö"),
    ("beans.and.bytes", "Beans & Bytes"), ("tom", "Tom Fletcher"),
)  # fmt: skip
PAPERS = (
    ("Dagbladet Norr", "dagbladetnorr.example"),
    ("Handelsposten", "handelsposten.example"),
    ("Nordic Food Weekly", "nordicfood.example"),
    ("Västkusten i dag", "vastkusten.example"),
)
