"""What do we listen for? Names, products, handles, hashtags, people, rivals, topics, languages, own sites."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm, plain
from lyhord.desk.rules.proposals import ListeningWords
from lyhord.desk.rules.steps import Step
from lyhord.desk.rules.wording import plain_name, site_of, split_words
from lyhord.organisation.requests import Actor

MOST = 40  # things in one field
LANGUAGES = [
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("no", _("Norwegian")),
    ("da", _("Danish")),
    ("fi", _("Finnish")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
]
LISTS = ("names", "products", "handles", "hashtags", "people", "rivals", "topics", "sites")


class WordsField(forms.CharField):
    """Several things in one field, with commas or line breaks between."""

    def __init__(self, label: Any, help_text: Any, rows: int = 1, **more: Any) -> None:  # noqa: ANN401
        box = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "autocapitalize": "off"})
        super().__init__(
            label=label, help_text=help_text, widget=box, max_length=2000, **{"required": False, **more}
        )

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 -- Django's own
        """A list as a person writes it."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:  # noqa: ANN401 -- Django's own
        """The things, once each."""
        words = split_words(super().clean(value))
        if len(words) > MOST:
            raise forms.ValidationError(_("At most %(most)d here."), params={"most": MOST})
        return words


class WordsForm(QuestionForm):
    """Everything that becomes monitors. Only the name is needed."""

    names = WordsField(
        _("What people call you"),
        _("All ways people write it, also the wrong ones: Nordkaffe, Nord Kaffe."),
        required=True,
    )
    handles = WordsField(
        _("Your handles"),
        _("On any network. A link to the profile works too: @nordkaffe.se, https://mastodon.nu/@nordkaffe."),
    )
    sites = WordsField(
        _("Your website"),
        _("Links to it count as mentions. If it has feeds, we find them: nordkaffe.se."),
    )
    products = WordsField(_("Your products"), _("Those with names of their own: Vinterrost, Espresso nr 5."))
    hashtags = WordsField(_("Your hashtags"), _("Those you have made or taken over: #nordfika."))
    people = WordsField(
        _("Your people"), _("Those whom others talk about as one of you: the manager, the founder.")
    )
    rivals = WordsField(_("Competitors"), _("Those you are compared with. Two or three are enough."))
    topics = WordsField(
        _("Topics"), _("What people talk about when you could join in: fika, coffee machines.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("For topics. Your own name is found in every language."),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def listening_words(answers: Mapping[str, Any]) -> ListeningWords:
    """The saved answer, in the shape that proposals are made from."""
    lists = {name: tuple(answers.get(name, ())) for name in (*LISTS, "languages")}
    return ListeningWords(**{**lists, "sites": tuple(map(site_of, lists["sites"]))})


def _truth(place: Place) -> Answers:
    """As the form's fields show it: one text for each list."""
    kept = place.founding.words
    return {name: kept.get(name, []) for name in (*LISTS, "languages")}


def _suggest(place: Place, truth: Answers) -> Answers:
    """The company's name, and the language it works in and English."""
    languages = list(dict.fromkeys([place.workspace.language, "sv", "en"]))
    return {
        **truth,
        "names": truth["names"] or [plain_name(place.workspace.name)],
        "languages": truth["languages"] or languages,
    }


def _carry_out(place: Place, _by: Actor, given: Mapping[str, Any], _now: datetime) -> None:
    place.founding.words = plain(given)


QUESTION = Question(step=Step.WORDS, form=WordsForm, truth=_truth, suggest=_suggest, carry_out=_carry_out)
