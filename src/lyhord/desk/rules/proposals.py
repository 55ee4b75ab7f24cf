"""What a company wants to hear about becomes monitors, as somebody who knows the language would write."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lyhord.desk.rules.wording import forms_of, handle_of, joined, plain_name, site_of, topic_forms
from lyhord.organisation.rules import Function
from lyhord.percolator import Query, QueryError

_SHORT_NAME = 4  # letters up to which a word alone means many other things

# A question or trouble, in the words people use. Beginnings, so that they find the forms too.
_TROUBLE = {
    "sv": "hjälp problem* funkar fungerar trasig* klag* reklam* besvik* försen* kundtjänst* ångra* retur*",
    "en": "help problem* broken complain* refund* disappoint* terrible delayed support return*",
}


@dataclass(frozen=True, kw_only=True)
class ListeningWords:
    """What a company says it wants to hear about, as it says it."""

    names: Sequence[str] = ()
    products: Sequence[str] = ()
    handles: Sequence[str] = ()
    hashtags: Sequence[str] = ()
    people: Sequence[str] = ()
    rivals: Sequence[str] = ()
    topics: Sequence[str] = ()
    languages: Sequence[str] = ()
    sites: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class ProposedMonitor:
    """A monitor the company could have: ``key`` is the same as long as it is about the same thing."""

    key: str
    name: str
    query: str
    purpose: str
    functions: tuple[str, ...]


def proposed_monitors(words: ListeningWords) -> tuple[ProposedMonitor, ...]:
    """The monitors these words make, most important first; named in the language that is active."""
    brand = _brand(words)
    found = [
        _about_us(words, brand),
        _trouble(words, brand),
        _products(words, brand),
        _people(words, brand),
        _rivals(words),
        _topics(words),
    ]
    return tuple(monitor for monitor in found if monitor is not None)


def _about_us(words: ListeningWords, brand: Sequence[str]) -> ProposedMonitor | None:
    if not brand:
        return None
    return ProposedMonitor(
        key="brand",
        name=_first_name(words),
        query=" ".join([_either(brand), *_not_by_us(words)]),
        purpose=_("Everything that is said about us, whoever says it."),
        functions=(Function.MARKETING, Function.PR),
    )


def _trouble(words: ListeningWords, brand: Sequence[str]) -> ProposedMonitor | None:
    if not brand:
        return None
    signs = [sign for language in _spoken(words) for sign in _TROUBLE.get(language, "").split()]
    return ProposedMonitor(
        key="trouble",
        name=_("%(name)s: questions and trouble") % {"name": _first_name(words)},
        query=" ".join([_either(brand), _either(["has:question", *signs]), *_not_by_us(words)]),
        purpose=_("People who ask us something or are not happy, so that somebody can answer."),
        functions=(Function.CUSTOMER_SERVICE,),
    )


def _products(words: ListeningWords, brand: Sequence[str]) -> ProposedMonitor | None:
    return _proposal(
        "products",
        _("Our products"),
        _beside_brand(words, words.products, brand),
        _("What people think of what we sell."),
        (Function.SALES, Function.MARKETING),
    )


def _people(words: ListeningWords, brand: Sequence[str]) -> ProposedMonitor | None:
    full = [term for name in words.people if " " in name for term in forms_of(name, _spoken(words))]
    first_names = [
        term for name in words.people if " " not in name for term in forms_of(name, _spoken(words))
    ]
    query = " OR ".join(filter(None, [_either(full), _beside(first_names, brand)]))
    return _proposal(
        "people", _("Our people"), query, _("When somebody of ours is talked about."), (Function.PR,)
    )


def _rivals(words: ListeningWords) -> ProposedMonitor | None:
    terms = [
        term
        for name in map(plain_name, words.rivals)
        for term in (
            [f"@{handle_of(name)}"]
            if name.startswith("@") and handle_of(name)
            else forms_of(name, _spoken(words))
        )
    ]
    return _proposal(
        "rivals",
        _("Competitors"),
        _either(terms),
        _("What they do well, where they fail, and when somebody looks for something else."),
        (Function.MARKETING, Function.SALES),
    )


def _topics(words: ListeningWords) -> ProposedMonitor | None:
    terms = [term for topic in words.topics for term in topic_forms(topic, _spoken(words))]
    languages = [f"lang:{language}" for language in words.languages]
    query = f"{_either(terms)} {_either(languages)}".strip() if _either(terms) else ""
    return _proposal(
        "topics",
        _("Our topics"),
        query,
        _("Conversations we can take part in, although nobody has named us."),
        (Function.MARKETING, Function.PR),
    )


def _proposal(
    key: str, name: str, query: str, purpose: str, functions: tuple[str, ...]
) -> ProposedMonitor | None:
    if not query:
        return None
    return ProposedMonitor(key=key, name=name, query=query, purpose=purpose, functions=functions)


def _brand(words: ListeningWords) -> list[str]:
    """Everything that can only mean us."""
    names = [term for name in words.names for term in forms_of(plain_name(name), _spoken(words))]
    in_one = [f"#{joined(plain_name(name))}" for name in words.names if " " in plain_name(name)]
    handles = [f"@{handle_of(handle)}" for handle in words.handles if handle_of(handle)]
    tags = [f"#{joined(tag)}" for tag in words.hashtags if joined(tag)]
    sites = [f"site:{site}" for site in _sites(words)]
    found = dict.fromkeys([*names, *in_one, *handles, *tags, *sites])
    return [term for term in found if _can_be_said(term)]


def _not_by_us(words: ListeningWords) -> list[str]:
    """What we write ourselves is no mention."""
    own = [f"-author:{handle}" for handle in map(handle_of, words.handles) if re.search(r"[.@]", handle)]
    return own + [f"-(type:article site:{site})" for site in _sites(words)]


def _sites(words: ListeningWords) -> list[str]:
    return [site for site in map(site_of, words.sites) if re.fullmatch(r"(?:[\w-]+\.)+[^\W\d_]{2,}", site)]


def _beside_brand(words: ListeningWords, products: Iterable[str], brand: Sequence[str]) -> str:
    """Products by name; one that is a short word counts only beside our own name."""
    spoken = _spoken(words)
    own: list[str] = []
    shared: list[str] = []
    for product in products:
        forms = [f"#{joined(product)}"] if product.startswith("#") else forms_of(product, spoken)
        (shared if len(product) <= _SHORT_NAME and brand else own).extend(forms)
    return " OR ".join(filter(None, [_either(own), _beside(shared, brand)]))


def _beside(terms: Sequence[str], brand: Sequence[str]) -> str:
    """One of the terms in a post that also names us."""
    found = _either(terms)
    return f"({found} {_either(brand)})" if found and brand else ""


def _either(terms: Sequence[str]) -> str:
    """``a`` or ``(a OR b)``; what no query can say is left out."""
    once = [term for term in dict.fromkeys(terms) if _can_be_said(term)]
    return once[0] if len(once) == 1 else f"({' OR '.join(once)})" if once else ""


def _can_be_said(term: str) -> bool:
    try:
        Query.parse(term)
    except QueryError:
        return False
    return True


def _spoken(words: ListeningWords) -> Sequence[str]:
    return words.languages or ("sv", "en")


def _first_name(words: ListeningWords) -> str:
    return next((plain_name(name) for name in words.names), "") or _("About us")
