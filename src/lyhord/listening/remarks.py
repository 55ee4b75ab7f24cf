"""What the query language says to a person, in that person's language: errors, where they stand, and advice.

The percolator knows no translation: it gives a code and what belongs into the sentence. The sentences stand
here again so that they are found for translation; ``tests/test_remarks.py`` holds them against its own.
"""

from dataclasses import dataclass
from unicodedata import east_asian_width

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.common.sentences import fill
from lyhord.percolator import Query, QueryError, cost

ERRORS: dict[str, str | Promise] = {
    "too-long": _("A query may have at most {limit} characters."),
    "too-deep": _("Parentheses may stand at most {limit} deep."),
    "empty": _("The query is empty."),
    "unclosed-quote": _("This quotation mark is never closed."),
    "unclosed-parenthesis": _("This parenthesis is never closed."),
    "unopened-parenthesis": _("This parenthesis was never opened."),
    "empty-parentheses": _("There is nothing inside these parentheses."),
    "empty-phrase": _("There is no word between these quotation marks."),
    "leading-operator": _("{operator} needs something before it."),
    "trailing-operator": _("{operator} needs something after it."),
    "no-word": _("“{text}” has no letters or digits to search for."),
    "link-as-word": _('Links are not searched as words: write site:example.com or url:"/part/of/it".'),
    "star-too-early": _("At least {limit} characters must stand before *."),
    "star-inside": _("* can only stand at the end of a word."),
    "star-alone": _("* must follow the beginning of a word."),
    "star-on-handle": _("A handle is always whole: * cannot follow it."),
    "unknown-field": _("There is no field “{field}”."),
    "unknown-field-did-you-mean": _("There is no field “{field}”. Did you mean {suggestion}?"),
    "missing-value": _("{field}: needs a value directly after the colon."),
    "unknown-value": _("{field}: cannot be “{value}”."),
    "bad-number": _("“{text}” is not a whole number from {lowest} to {highest}."),
    "bad-site": _("“{value}” is not the name of a site, such as svd.se."),
    "bad-near": _("NEAR can only stand between words, phrases, hashtags, handles or OR-lists of these."),
    "near-chain": _("NEAR joins two things: write (A NEAR/5 B) AND (B NEAR/5 C)."),
    "nothing-required": _("Something must be there: a query cannot consist of exclusions alone."),
    "unknown-list": _("There is no list “{list}”."),
    "empty-list": _("The list “{list}” is empty."),
    "bad-list-entry": _("In the list “{list}”, the entry “{entry}”: {reason}"),
    "list-in-list": _("A list cannot use another list."),
    "list-too-large": _("The lists of a query may have at most {limit} entries together."),
}
EXPECTED: dict[str, str | Promise] = {
    "": "",
    "quote": _("a closing quotation mark"),
    "parenthesis": _("a closing parenthesis"),
    "term": _("a word, a phrase, or something in parentheses"),
    "letters": _("letters or digits"),
    "number": _("a whole number"),
    "field": _("one of {fields}"),
    "value": _("a value"),
    "link-or-title-or-question": _("link, title or question"),
    "site": _("the name of a site"),
    "wanted": _("something that must be there"),
    "list": _("the name of a list"),
    "less": _("less"),
}
ADVICE: dict[str, str | Promise] = {
    "lower-case-operator": _("“{word}” is searched as a word. The operator is written {operator}."),
    "foreign-operator": _("“{word}” is searched as a word. The operator is {operator}."),
    "near-without-number": _("“NEAR” is searched as a word. The operator says how near: NEAR/5."),
    "common-word": _("“{word}” alone is in very many posts. Add something that must be there as well."),
    "broad-filter": _("{part} alone lets very many posts through. Add a word that must be there as well."),
    "brand-without-handle": _(
        "{word} finds {word}, #{lower} and @{lower}, but not other handles or longer hashtags, "
        "such as @{lower}_sverige or #{lower}sverige. Add those you know."
    ),
    "or-of-not": _("{part} after OR lets almost every post through. Did you mean AND?"),
    "never-with": _("{part} and {other} can never both be true."),
    "never": _("{part} can never match: {value} is no {field} there is."),
    "misspelt-field": _("“{text}” is searched as words. A field is written {suggestion}."),
    "duplicate": _("{part} is already there."),
}

EXPENSIVE: dict[str, str | Promise] = {
    "everything": _("Nothing in this query is rare: every post must be looked at."),
    "common-beginning": _("Very many words begin with {part}: write more of the word, or add a rarer one."),
    "common-field": _("{part} is true of very many posts: add a word that must be there as well."),
    "common-part": _("{part} is in very many posts: add something rarer that must be there as well."),
}

_BEFORE, _AFTER = 44, 28  # characters of the query that are shown around an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a query and where: the sentence, and the line with the wrong characters in it.

    ``pointer`` puts a caret under each of them when both lines stand in letters of equal width.
    """

    message: str
    expected: str
    position: int
    length: int
    before: str
    wrong: str
    after: str
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Advice about some characters of a query."""

    message: str
    position: int
    length: int


def fault_of(error: QueryError, text: str) -> Fault:
    """What the error in the query ``text`` is called, and where it stands."""
    start = text.rfind("\n", 0, error.position) + 1
    end = text.find("\n", error.position)
    line = text[start : len(text) if end < 0 else end]
    at = error.position - start
    before, after = line[:at], line[at + error.length :]
    shown = ("…" + before[-_BEFORE:]) if len(before) > _BEFORE else before
    wrong = line[at : at + error.length][:_AFTER]
    return Fault(
        message=fault_message(error),
        expected=fill(str(EXPECTED[error.expected_code]), error.params),
        position=error.position,
        length=error.length,
        before=shown,
        wrong=wrong,
        after=after[:_AFTER] + ("…" if len(after) > _AFTER else ""),
        pointer=" " * _columns(shown) + "^" * max(_columns(wrong), 1),
    )


def fault_message(error: QueryError) -> str:
    """The sentence of an error, without its place; of a list's entry, also what is wrong with that."""
    params = dict(error.params)
    if isinstance(error.__cause__, QueryError):
        params["reason"] = fault_message(error.__cause__)
    return fill(str(ERRORS[error.code]), params)


def remarks_on(query: Query) -> tuple[Remark, ...]:
    """The adviser's remarks and what makes the query dear, in its order; of a place only the advice."""
    said = [
        Remark(message=fill(str(ADVICE[each.code]), each.params), position=each.position, length=each.length)
        for each in query.advice()
    ]
    places = {(remark.position, remark.length) for remark in said}
    dear = [
        Remark(
            message=fill(str(EXPENSIVE[each.code]), each.params), position=each.position, length=each.length
        )
        for each in cost(query).expensive
        if (each.position, each.length) not in places
    ]
    return tuple(sorted([*said, *dear], key=lambda remark: remark.position))


def _columns(text: str) -> int:
    """How wide the text stands in letters of equal width: Han and emoji take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
