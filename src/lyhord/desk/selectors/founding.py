"""The founding guide as its pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lyhord.desk.models import Draft, Founding
from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm, fingerprint, plain
from lyhord.desk.rules.steps import ORDER, Done, Step, step_after, step_before, step_to_resume
from lyhord.organisation.models import Workspace


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """A question in the guide's list."""

    number: int
    label: str
    url: str
    is_current: bool
    is_answered: bool
    is_skipped: bool


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A question as somebody opens it: what the form starts with, and how the answer stood (``seen``)."""

    initial: Answers
    seen: str
    is_draft: bool


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field in which two people have answered differently."""

    label: str
    theirs: str
    mine: str


def opened(question: Question, place: Place) -> Opened:
    """What the form starts with: one's own unsaved words, else the answer as it stands, else a suggestion."""
    there = question.truth(place)
    draft = _draft(question.step, place)
    if draft is not None:
        return Opened(initial={**there, **draft.typed}, seen=draft.seen, is_draft=True)
    is_answered = place.founding.done.get(question.step) == Done.ANSWERED
    initial = there if is_answered and question.step != Step.MONITORS else question.suggest(place, there)
    return Opened(initial=initial, seen=fingerprint(there), is_draft=False)


def steps_of(founding: Founding, current: Step | None) -> tuple[StepRow, ...]:
    """The list beside the question."""
    slug = founding.workspace.slug
    return tuple(
        StepRow(
            number=number,
            label=str(step.label),
            url=step_url(slug, step),
            is_current=step == current,
            is_answered=founding.done.get(step) == Done.ANSWERED,
            is_skipped=founding.done.get(step) == Done.SKIPPED,
        )
        for number, step in enumerate(ORDER, start=1)
    )


def differences(form: QuestionForm, there: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Where the saved answer and what was just written are not the same."""
    mine = {name: plain(value) for name, value in form.cleaned_data.items()}
    return tuple(
        Difference(
            label=_label(form, name),
            theirs=_words(form, name, there[name]),
            mine=_words(form, name, mine.get(name)),
        )
        for name in form.fields
        if name in there and there[name] != mine.get(name)
    )


def step_url(slug: str, step: Step) -> str:
    """The address of a question."""
    return reverse("desk:question", kwargs={"workspace": slug, "step": step.value})


def url_to_resume(workspace: Workspace) -> str:
    """Where the guide goes on: the first open question; the summary when there is none. One query."""
    founding = Founding.objects.filter(workspace=workspace).first()
    step = step_to_resume(founding.done if founding else {})
    if step is None:
        return reverse("desk:summary", kwargs={"workspace": workspace.slug})
    return step_url(workspace.slug, step)


def url_before(workspace: Workspace, step: Step) -> str:
    """The question before; empty at the first."""
    before = step_before(step)
    return step_url(workspace.slug, before) if before else ""


def url_after(workspace: Workspace, step: Step) -> str:
    """Where an answer leads: to the next question; later, when the department is founded, to the summary."""
    following = step_after(step)
    if following is None:
        return reverse("desk:founded", kwargs={"workspace": workspace.slug})
    if workspace.founded_at and step != Step.WORDS:
        return reverse("desk:summary", kwargs={"workspace": workspace.slug})
    return step_url(workspace.slug, following)


def _draft(step: Step, place: Place) -> Draft | None:
    if place.founding.pk is None:
        return None
    return Draft.objects.filter(founding=place.founding, user=place.member.user, step=step).first()


def _label(form: QuestionForm, name: str) -> str:
    """The field's label; where several fields have the same, what they are about stands before it."""
    label = str(form.fields[name].label or name)
    return f"{form.about(name)}: {label}" if form.about(name) else label


def _words(form: QuestionForm, name: str, value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """A value as its field's choices call it."""
    choices = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", ())}
    values = value if isinstance(value, list) else [value]
    return ", ".join(choices.get(str(each), _plain_words(each)) for each in values)


def _plain_words(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    match value:
        case True:
            return "✓"
        case False | None | "":
            return "–"
    return str(value)
