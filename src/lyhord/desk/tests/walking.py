"""How the tests walk the founding guide."""

from lyhord.common.clock import utc_now
from lyhord.desk.questions.all import QUESTIONS
from lyhord.desk.questions.base import fingerprint, plain
from lyhord.desk.selectors.founding import opened
from lyhord.desk.services.founding import place_of


def place(head):
    head.workspace.refresh_from_db()
    return place_of(head.member, now=utc_now())


def seen(head, step):
    return fingerprint(QUESTIONS[step].truth(place(head)))


def said(head, step):
    """What somebody who changes nothing sends: the form as it opens."""
    here = place(head)
    start = opened(QUESTIONS[step], here)
    form = QUESTIONS[step].form(place=here, initial=start.initial)
    values = {name: plain(form[name].value()) for name in form.fields}
    sent = {name: value for name, value in values.items() if value is not False}
    return {**{name: "on" if value is True else value for name, value in sent.items()}, "seen": start.seen}


def answer(head, step, **changed):
    return head.post(f"founding/{step}/", said(head, step) | changed)
