"""How people write names, handles and sites, and how the query language writes them."""

import re
import unicodedata
from collections.abc import Sequence

_SUFFIXES = (
    r"ab \(publ\)|ab|hb|kb|as|asa|a/s|aps|oy|oyj|gmbh|ag|ltd\.?|limited|inc\.?|llc|plc|corp\.?|bv|sa|srl"
)
_LEGAL = re.compile(rf"[\s,]+(?:{_SUFFIXES})$", re.IGNORECASE)
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
_WORD = re.compile(r"[^\W_]+")
_HANDLE = re.compile(r"\w+(?:[.-]\w+)*(?:@\w+(?:[.-]\w+)+)?")
_LONG_TOPIC = 5  # the same for a thing people talk about
_LONG_NAME = 6  # letters from which on a name's beginning is hardly the beginning of anything else


def split_words(text: str) -> tuple[str, ...]:
    """What people type with commas, semicolons or line breaks between, once each, as they wrote it."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n\r]+", text))
    once: dict[str, str] = {}
    for part in filter(None, parts):
        once.setdefault(part.casefold(), part)
    return tuple(once.values())


def plain_name(name: str) -> str:
    """A company's name as people say it: without AB, Ltd and the like."""
    return _LEGAL.sub("", name.strip()).strip(" ,") or name.strip()


def handle_of(text: str) -> str:
    """A handle as the query language writes it, from whatever was pasted: @, profile link."""
    bare = re.sub(r"^https?://(?:www\.)?bsky\.app/profile/", "", text.strip())
    pasted = re.match(r"^https?://(?:www\.)?([\w.-]+)/@([\w.]+)", bare)
    bare = f"{pasted[2]}@{pasted[1]}" if pasted else bare
    plain = re.sub(r"[^\w.@-]", "", bare.split("/")[0].lstrip("@")).lower()
    return plain if _HANDLE.fullmatch(plain) else ""


def site_of(text: str) -> str:
    """The name of a site, from whatever was pasted."""
    bare = re.sub(r"^https?://", "", text.strip().lower())
    return re.sub(r"^www\.", "", re.split(r"[/?#:]", bare)[0])


def joined(text: str) -> str:
    """A name in one word, as a hashtag has it."""
    return "".join(_WORD.findall(unicodedata.normalize("NFC", text))).casefold()


def forms_of(name: str, languages: Sequence[str]) -> list[str]:
    """A name as it is written in running text: with the genitive, and in Swedish inside longer words."""
    parts = _WORD.findall(unicodedata.normalize("NFC", name))
    if not parts:
        return []
    if all(len(part) <= 2 for part in parts) and len(parts) > 1:
        return [f'raw:"{name.replace(chr(34), "")}"']  # H&M: as words it would be two letters
    if len(parts) > 1:
        said = " ".join(parts)
        return [f'"{said}"', *([f'"{said}s"'] if _takes_s(said, languages) else [])]
    word = f'"{parts[0]}"' if parts[0].upper() in _OPERATORS else parts[0].casefold()
    if "sv" in languages and _may_grow(parts[0], _LONG_NAME):
        return [f"{parts[0].casefold()}*"]
    return [word, *([f"{parts[0].casefold()}s"] if _takes_s(parts[0], languages) else [])]


def topic_forms(topic: str, languages: Sequence[str]) -> list[str]:
    """A thing people talk about: in Swedish with endings and in longer words (kaffe: kaffet, kaffekopp)."""
    if topic.startswith("#"):
        return [f"#{joined(topic)}"] if joined(topic) else []
    parts = [part.casefold() for part in _WORD.findall(unicodedata.normalize("NFC", topic))]
    if not parts or all(len(part) <= 2 for part in parts):
        return forms_of(topic, ())
    said = " ".join(parts) + ("*" if "sv" in languages and _may_grow(parts[-1], _LONG_TOPIC) else "")
    return [said if len(parts) == 1 and parts[0].upper() not in _OPERATORS else f'"{said}"']


def _may_grow(word: str, letters: int) -> bool:
    """Whether a word can have endings: long enough, and written with letters that make words (not signs)."""
    return len(word) >= letters and word.isalpha() and max(word) <= "\u024f"


def _takes_s(name: str, languages: Sequence[str]) -> bool:
    """Whether the genitive is an s directly after it: Swedish. English writes ’s, a word of its own."""
    return "sv" in languages and name[-1:].casefold() not in "sxz0123456789"
