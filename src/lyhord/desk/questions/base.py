"""What every question of the founding guide is made of."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from lyhord.desk.models import Founding
from lyhord.desk.rules.steps import Step
from lyhord.organisation.models import Member, Workspace
from lyhord.organisation.requests import Actor

Answers = dict[str, Any]  # field of the form -> its value, as JSON holds it


@dataclass(frozen=True)
class Place:
    """Where the guide is walked, by whom, on which day of the company."""

    workspace: Workspace
    member: Member
    founding: Founding
    today: date


class QuestionForm(forms.Form):
    """A question's form. It may ask the place what there is to choose from."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        place: Place,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.place = place
        self.prepare()

    def prepare(self) -> None:
        """Add what depends on the place."""

    def about(self, name: str) -> str:
        """What a field is about, when several have the same label."""
        return ""

    def typed(self) -> Answers:
        """What stands in the fields, right or wrong, to be kept as a draft."""
        found = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
        }
        return {name: plain(value) for name, value in found.items()}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question.

    ``truth``: the answer as it stands in the department today, by the form's fields. ``suggest``: what a
    first visit starts with, given the truth. ``carry_out``: makes a valid answer true; once more changes
    nothing.
    """

    step: Step
    form: type[QuestionForm]
    truth: Callable[[Place], Answers]
    suggest: Callable[[Place, Answers], Answers]
    carry_out: Callable[[Place, Actor, Mapping[str, Any], datetime], None]


def nothing_to_suggest(_place: Place, truth: Answers) -> Answers:
    """The truth is where to start from."""
    return truth


def plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a form's field gives
    """A field's value as JSON holds it, always the same for the same value."""
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case models.Model():
            return str(value.pk)
        case Mapping():
            return {str(name): plain(part) for name, part in value.items()}
        case str():
            return value.replace("\r\n", "\n").strip()
        case None:
            return ""
        case Iterable():
            return [plain(part) for part in value]
    return value


def fingerprint(answers: Answers) -> str:
    """The same for the same answers: tells whether somebody has changed them meanwhile."""
    written = json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
