"""Whether a page speaks one language: what it says in its own words, less what people wrote into it."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"\b[a-z]+\.[a-z]+_[a-z_]+\b|%\(\w+\)|\{\w+\}")  # strategy.set_goal, %(name)s, {number}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ONLY = {  # words that the other language has not
    "sv": _words(
        """
        att av den det du ditt din där efter eller ett finns från för har här hur inga ingen inget inte kan
        med mål många måndag ni något några när nästa och också om på sedan sig ska som så ut vad
        vem vi än är öppna
        """
    ),
    "en": _words(
        """
        about after and are because been before by can cannot could day days done each every from has have
        how its month mentions monday next nobody not nothing now of or out our people please read should
        than that the their them then there these they this those unread was week we were what when where
        which who why will with without you your
        """
    ),
}
DATA = ("organisation", "strategy", "channels", "desk", "listening")
NOT_DATA = {"auditentry", "mention", "heardpost", "usersession", "apitoken", "revision"}
LONG_ENOUGH = 3


def misspoken(language: str, stated: str | None, said: list[str], data: frozenset[str]) -> list[str]:
    """Texts that are not in ``language``, and codes that are in none."""
    other = ONLY["en" if language == "sv" else "sv"]
    found = [] if stated == language else [f"says that it is in “{stated}”"]
    for text in said:
        own = _less(text, data)
        if other & {word.lower() for word in WORD.findall(own) if not word.isupper()} or CODE.search(own):
            found.append(f"is not in “{language}”: {text[:120]}")
    return found


def written_by_people() -> frozenset[str]:
    """Every text of the company's rows: names, strategies, goals, queries."""
    return frozenset(text.strip() for text in _texts() if len(text.strip()) >= LONG_ENOUGH)


def _less(text: str, data: frozenset[str]) -> str:
    if text in data:
        return ""
    for each in sorted((each for each in data if each in text), key=len, reverse=True):
        text = text.replace(each, " ")
    return text


def _texts() -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.app_label not in DATA or model._meta.model_name in NOT_DATA:
            continue
        names = [
            field.name for field in model._meta.fields if isinstance(field, CharField | TextField | JSONField)
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            for value in row:
                yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    """Every string in a value, and every line of it."""
    if isinstance(value, str):
        yield from {" ".join(value.split()), *(" ".join(line.split()) for line in value.splitlines())}
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
