"""A monitor on its way: the form and the text of its query kept in step, whichever somebody writes in."""

from dataclasses import dataclass

from lyhord.listening.people import people_in
from lyhord.listening.remarks import Fault, Remark, fault_of, remarks_on
from lyhord.listening.wording import Lists, Wording, compose, wording_of
from lyhord.percolator import Query, QueryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A query as it stands now.

    ``wording``: the same in the form's fields, None when it says more than the form can, or is wrong.
    ``is_from_form``: the form was written in last, so the text follows; else the form follows the text.
    ``people``: what in it reads like a private person's name.
    """

    query: str
    wording: Wording | None
    is_from_form: bool
    fault: Fault | None
    remarks: tuple[Remark, ...]
    people: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing has been written yet."""
        return not self.query

    @property
    def seen_wording(self) -> str:
        """What the form asked for when it was shown: it was written in when it asks for something else."""
        return compose(self.wording) if self.wording else ""


def draft_of(query: str, lists: Lists) -> Draft:
    """A query that was written as text."""
    wording = Wording() if not query.strip() else wording_of(query, lists)
    return _judged(query.strip(), wording, lists, is_from_form=False)


def settled(
    *, query: str, seen_query: str, wording: Wording | None, seen_wording: str, lists: Lists
) -> Draft:
    """What somebody means who sends both the form and the text: that which is not as it was shown.

    When both were changed the text counts. ``wording`` None: the form was not shown.
    """
    is_text_changed = query.strip() != seen_query.strip()
    if not is_text_changed and wording is not None and compose(wording) != seen_wording:
        return _judged(compose(wording), wording, lists, is_from_form=True)
    return draft_of(query, lists)


def _judged(text: str, wording: Wording | None, lists: Lists, *, is_from_form: bool) -> Draft:
    parsed = _parsed(text, lists)
    return Draft(
        query=text,
        wording=wording,
        is_from_form=is_from_form,
        fault=fault_of(parsed, text) if isinstance(parsed, QueryError) and text else None,
        remarks=() if isinstance(parsed, QueryError) else remarks_on(parsed),
        people=() if isinstance(parsed, QueryError) else people_in(parsed),
    )


def _parsed(text: str, lists: Lists) -> Query | QueryError:
    try:
        return Query.parse(text, lists)
    except QueryError as error:
        return error
