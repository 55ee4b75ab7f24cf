"""Does a query look for a private person? Then the department should think twice (GDPR), and is told so."""

from lyhord.listening.first_names import FIRST_NAMES
from lyhord.percolator import Query
from lyhord.percolator.tree import Phrase, Word, leaves

_COMPANY = """
ab hb kb as oy oyj ltd inc gmbh kaffe café cafe hotell hotel bageri butik restaurang och and
"""
_NO_SURNAME = frozenset(_COMPANY.split())


def people_in(query: Query) -> tuple[str, ...]:
    """The phrases of ``query`` that read like a person's name: a first name, and one or two words more.

    A guess, for a kind remark: a company may be called so, and a person may be left out.
    """
    found = []
    for leaf, is_wanted in leaves(query.node):
        if is_wanted and isinstance(leaf, Phrase) and _is_name(leaf):
            found.append(query.text[leaf.position : leaf.position + leaf.length].strip('"'))
    return tuple(dict.fromkeys(found))


def _is_name(phrase: Phrase) -> bool:
    words = [part.text for part in phrase.parts if isinstance(part, Word) and part.text.isalpha()]
    return (
        2 <= len(words) == len(phrase.parts) <= 3 and words[0] in FIRST_NAMES and words[-1] not in _NO_SURNAME
    )
