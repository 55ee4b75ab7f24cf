"""The founding guide: one question a page."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.errors import LyhordError
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.desk.questions.all import QUESTIONS
from lyhord.desk.questions.base import Place, Question, QuestionForm, fingerprint
from lyhord.desk.questions.strategy import EXAMPLES
from lyhord.desk.rules.steps import ASKED, NEEDED, ORDER, Step, number_of
from lyhord.desk.selectors import founding as guide
from lyhord.desk.selectors.founding import Difference, StepRow
from lyhord.desk.selectors.links import LinkToSend, links_to_send
from lyhord.desk.services import founding as services
from lyhord.desk.services.founding import ChangedMeanwhile
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest

# Which questions show links to send: those after the questions that invite; whether it is guests.
_SHOWS_LINKS = {Step.FUNCTIONS: False, Step.WORDS: True}


@dataclass(frozen=True, kw_only=True)
class QuestionPage(Page):
    """One question of the guide."""

    template: ClassVar[str] = "desk/founding/question.html"
    step: Step
    heading: Promise
    intro: Promise
    number: int
    count: int
    steps: tuple[StepRow, ...]
    part: str
    form: QuestionForm
    seen: str
    is_draft: bool
    may_skip: bool
    is_founded: bool
    url_before: str
    differences: tuple[Difference, ...] = ()
    links: tuple[LinkToSend, ...] = ()


@require_safe
@requires(May.EDIT_DEPARTMENT)
def resume(request: WorkspaceRequest) -> HttpResponse:
    """Go on where the guide was left."""
    return redirect(guide.url_to_resume(request.workspace))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(May.EDIT_DEPARTMENT)
def question(request: WorkspaceRequest, step: str) -> HttpResponse:
    """Show a question, or answer it."""
    asked = _question(step)
    place = services.place_of(request.member, now=utc_now())
    return _answer(request, asked, place) if request.method == "POST" else _open(request, asked, place)


@require_POST
@requires(May.EDIT_DEPARTMENT)
def skip(request: WorkspaceRequest, step: str) -> HttpResponse:
    """Leave a question for later."""
    asked = _question(step)
    if asked.step in NEEDED:
        raise Http404
    services.skip(question=asked, member=request.member, by=request.actor, now=utc_now())
    return redirect(guide.url_after(request.workspace, asked.step))


@require_POST
@requires(May.EDIT_DEPARTMENT)
def keep_draft(request: WorkspaceRequest, step: str) -> HttpResponse:
    """Keep what stands in the form, unfinished as it is."""
    asked = _question(step)
    place = services.place_of(request.member, now=utc_now())
    form = asked.form(request.POST, place=place)
    seen = request.POST.get("seen", "")
    services.keep_draft(step=asked.step, member=request.member, typed=form.typed(), seen=seen)
    return HttpResponse(status=204)


@require_POST
@requires(May.EDIT_DEPARTMENT)
def start_over(request: WorkspaceRequest, step: str) -> HttpResponse:
    """Let go of what was typed and not saved."""
    asked = _question(step)
    services.forget_draft(step=asked.step, workspace=request.workspace, user=request.user)
    return redirect(guide.step_url(request.workspace.slug, asked.step))


@require_POST
@requires(May.EDIT_DEPARTMENT)
def take_example(request: WorkspaceRequest, example: str) -> HttpResponse:
    """Put an example of a strategy into the form, to change it from there."""
    if example not in EXAMPLES:
        raise Http404
    chosen = EXAMPLES[example]
    services.keep_draft(
        step=Step.STRATEGY,
        member=request.member,
        typed={"want": str(chosen.want), "way": str(chosen.way)},
        seen=request.POST.get("seen", ""),
    )
    return redirect(guide.step_url(request.workspace.slug, Step.STRATEGY))


def _question(step: str) -> Question:
    if step not in Step.values:
        raise Http404
    return QUESTIONS[Step(step)]


def _open(request: WorkspaceRequest, asked: Question, place: Place) -> HttpResponse:
    start = guide.opened(asked, place)
    form = asked.form(place=place, initial=start.initial)
    return show(request, _page(asked, place, form, start.seen, is_draft=start.is_draft))


def _answer(request: WorkspaceRequest, asked: Question, place: Place) -> HttpResponse:
    form, seen = asked.form(request.POST, place=place), request.POST.get("seen", "")
    if not form.is_valid():
        return show(request, _page(asked, place, form, seen), status=422)
    try:
        services.answer(
            question=asked,
            member=request.member,
            by=request.actor,
            given=form.cleaned_data,
            seen=seen,
            now=utc_now(),
        )
    except ChangedMeanwhile as meanwhile:
        differing = guide.differences(form, meanwhile.there)
        page = _page(asked, place, form, fingerprint(meanwhile.there), differences=differing)
        return show(request, page, status=409)
    except LyhordError as wrong:
        form.add_error(None, str(wrong.message))
        return show(request, _page(asked, place, form, seen), status=422)
    if request.workspace.founded_at and asked.step != Step.MONITORS:
        tell(request, _("The answer is saved."))
    return redirect(guide.url_after(request.workspace, asked.step))


def _page(
    asked: Question,
    place: Place,
    form: QuestionForm,
    seen: str,
    *,
    is_draft: bool = False,
    differences: tuple[Difference, ...] = (),
) -> QuestionPage:
    heading, intro = ASKED[asked.step]
    return QuestionPage(
        step=asked.step,
        heading=heading,
        intro=intro,
        number=number_of(asked.step),
        count=len(ORDER),
        steps=guide.steps_of(place.founding, asked.step),
        part=f"desk/founding/_{asked.step}.html",
        form=form,
        seen=seen,
        is_draft=is_draft,
        may_skip=asked.step not in NEEDED,
        is_founded=place.workspace.founded_at is not None,
        url_before=guide.url_before(place.workspace, asked.step),
        differences=differences,
        links=_links(asked.step, place),
    )


def _links(step: Step, place: Place) -> tuple[LinkToSend, ...]:
    if step not in _SHOWS_LINKS:
        return ()
    return links_to_send(place.workspace, now=utc_now(), guests=_SHOWS_LINKS[step])
