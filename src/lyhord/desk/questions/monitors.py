"""The monitors that the words become; each can be changed or switched off. And feeds and hashtags."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lyhord.channels.errors import ChannelsError
from lyhord.channels.services import SourceExists, add_source
from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm, plain
from lyhord.desk.questions.words import listening_words
from lyhord.desk.rules.proposals import ProposedMonitor, proposed_monitors
from lyhord.desk.rules.steps import Step
from lyhord.desk.rules.wording import joined, plain_name
from lyhord.listening import services
from lyhord.listening.models import Monitor
from lyhord.listening.remarks import fault_message
from lyhord.listening.rules import Colour
from lyhord.listening.services import MonitorWish
from lyhord.organisation.requests import Actor
from lyhord.percolator import Query, QueryError
from lyhord.strategy.models import Goal
from lyhord.strategy.rules import Measure

COLOURS = {
    "brand": Colour.BLUE,
    "trouble": Colour.RED,
    "products": Colour.GREEN,
    "people": Colour.PURPLE,
    "rivals": Colour.ORANGE,
    "topics": Colour.TEAL,
}
_SERVES = {"brand": Measure.MENTIONS, "trouble": Measure.RESPONSE_TIME}
MOST_FEEDS = 20


@dataclass(frozen=True)
class Row:
    """A proposed monitor as the page shows it. ``proposed``: the query as the words make it today."""

    key: str
    purpose: str
    proposed: str
    is_on: BoundField
    name: BoundField
    query: BoundField


class ManyChosen(forms.MultipleChoiceField):
    """Several texts chosen by ticking, whatever was offered."""

    def valid_value(self, value: str) -> bool:
        """Offered or not, it is looked at elsewhere."""
        return True


class MonitorsForm(QuestionForm):
    """Every proposed monitor: on or off, name, query. And what else to listen to."""

    def prepare(self) -> None:
        """Three fields for each proposal."""
        self.proposed = proposals(self.place)
        for key in self.proposed:
            self.fields[f"{key}_on"] = forms.BooleanField(label=_("Listen for this"), required=False)
            self.fields[f"{key}_name"] = forms.CharField(label=_("Name"), max_length=80)
            self.fields[f"{key}_query"] = forms.CharField(
                label=_("Query"),
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "off"}),
            )
        self.fields["tags"] = ManyChosen(
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(t, f"#{t}") for t in hashtags(self.place)],
        )
        self.fields["feeds"] = ManyChosen(required=False)

    def clean(self) -> dict[str, Any]:
        """Queries that are switched on are queries; feeds are addresses."""
        given = super().clean() or {}
        for key in self.proposed:
            if given.get(f"{key}_on") and f"{key}_query" in given:
                try:
                    Query.parse(given[f"{key}_query"])
                except QueryError as error:
                    self.add_error(f"{key}_query", fault_message(error))
        if not any(given.get(f"{key}_on") for key in self.proposed):
            self.add_error(None, _("Switch at least one monitor on: with none, nothing is heard."))
        return given

    def clean_feeds(self) -> list[str]:
        """Addresses on the web."""
        feeds: list[str] = self.cleaned_data["feeds"][:MOST_FEEDS]
        try:
            for feed in feeds:
                URLValidator(schemes=["http", "https"])(feed)
        except ValidationError as error:
            raise forms.ValidationError(_("One of the feeds has no proper address.")) from error
        return feeds

    def about(self, name: str) -> str:
        """Whose number, whose name."""
        return self.proposed[name.rsplit("_", 1)[0]].name if name.rsplit("_", 1)[0] in self.proposed else ""

    @property
    def tag_choices(self) -> list[str]:
        """The hashtags to choose from."""
        return hashtags(self.place)

    @property
    def sites(self) -> list[str]:
        """Where to look for feeds."""
        return list(listening_words(self.place.founding.words).sites)

    @property
    def rows(self) -> Iterator[Row]:
        """The proposals, in order."""
        for key, proposal in self.proposed.items():
            parts = (self[f"{key}_on"], self[f"{key}_name"], self[f"{key}_query"])
            yield Row(key, proposal.purpose, proposal.query, *parts)


def proposals(place: Place) -> dict[str, ProposedMonitor]:
    """What the saved words make today, by key; named in the company's language."""
    with override(place.workspace.language):
        return {each.key: each for each in proposed_monitors(listening_words(place.founding.words))}


def hashtags(place: Place) -> list[str]:
    """The hashtags to follow on Mastodon: your own, and your name as one."""
    words = place.founding.words
    own = [joined(tag) for tag in words.get("hashtags", [])]
    own += [joined(plain_name(name)) for name in words.get("names", [])]
    own += [joined(topic) for topic in words.get("topics", []) if topic.startswith("#")]
    return list(dict.fromkeys(tag for tag in own if tag))


def _made(place: Place) -> dict[str, tuple[Monitor, str]]:
    """The monitors that the guide has made, by key, with the query it proposed for each."""
    kept: dict[str, dict[str, Any]] = place.founding.made.get("monitors", {})
    rows = Monitor.objects.filter(workspace=place.workspace, pk__in=[made["id"] for made in kept.values()])
    there = {monitor.pk: monitor for monitor in rows}
    return {key: (there[made["id"]], made["query"]) for key, made in kept.items() if made["id"] in there}


def _truth(place: Place) -> Answers:
    made, answers = _made(place), Answers(tags=[], feeds=[])
    for key, proposal in proposals(place).items():
        monitor = made[key][0] if key in made else None
        answers[f"{key}_on"] = bool(monitor and monitor.is_active)
        answers[f"{key}_name"] = monitor.name if monitor else proposal.name
        answers[f"{key}_query"] = monitor.query if monitor else proposal.query
    return answers


def _suggest(place: Place, truth: Answers) -> Answers:
    """New proposals on; a query nobody has changed by hand follows the words."""
    made, ideas = _made(place), dict(truth)
    for key, proposal in proposals(place).items():
        if key not in made:
            ideas[f"{key}_on"] = True
        elif made[key][0].query == made[key][1]:
            ideas[f"{key}_query"] = proposal.query
    return {**ideas, "tags": hashtags(place)}


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], _now: datetime) -> None:
    made = {key: {"id": monitor.pk, "query": query} for key, (monitor, query) in _made(place).items()}
    for key, proposal in proposals(place).items():
        monitor = _put(place, by, key, given)
        if monitor is not None:
            made[key] = {"id": monitor.pk, "query": proposal.query}
    place.founding.made = {**place.founding.made, "monitors": made}
    for network, addresses in (("rss", given["feeds"]), ("mastodon", given["tags"])):
        for address in addresses:
            _listen_to(place, by, network, address)


def _put(place: Place, by: Actor, key: str, given: Mapping[str, Any]) -> Monitor | None:
    """Make, change, start or stop the monitor of one proposal."""
    there = _made(place).get(key)
    monitor = there[0] if there else None
    if not given[f"{key}_on"]:
        return services.stop_monitor(monitor=monitor, by=by) if monitor and monitor.is_active else monitor
    name, query = given[f"{key}_name"], plain(given[f"{key}_query"])
    if monitor is None:
        return services.create_monitor(workspace=place.workspace, by=by, asked=_wish(place, key, name, query))
    if not monitor.is_active:
        monitor = services.start_monitor(monitor=monitor, by=by)
    if (monitor.name, monitor.query) != (name, query):
        return services.change_monitor(monitor=monitor, by=by, asked=_same_but(monitor, name, query))
    return monitor


def _wish(place: Place, key: str, name: str, query: str) -> MonitorWish:
    proposal, measure = proposals(place)[key], _SERVES.get(key)
    goals = place.founding.made.get("goals", {})
    goal = Goal.objects.current().filter(workspace=place.workspace, pk=goals.get(measure, 0)).first()
    return MonitorWish(
        name=name,
        query=query,
        purpose=proposal.purpose,
        functions=tuple(map(str, proposal.functions)),
        goal_id=goal.pk if goal else None,
        colour=COLOURS[key],
    )


def _same_but(monitor: Monitor, name: str, query: str) -> MonitorWish:
    return MonitorWish(
        name=name,
        query=query,
        purpose=monitor.purpose,
        functions=tuple(monitor.functions),
        goal_id=monitor.goal_id,
        basis=monitor.basis,
        balancing_note=monitor.balancing_note,
        colour=monitor.colour,
    )


def _listen_to(place: Place, by: Actor, network: str, address: str) -> None:
    own = network == "rss"
    try:
        add_source(workspace=place.workspace, by=by, network=network, address=address, is_own=own)
    except SourceExists:
        return
    except ChannelsError:
        if own:
            raise


QUESTION = Question(
    step=Step.MONITORS, form=MonitorsForm, truth=_truth, suggest=_suggest, carry_out=_carry_out
)
