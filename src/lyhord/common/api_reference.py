"""An OpenAPI description turned into what a page can show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A parameter, or a field of a body."""

    name: str
    kind: str
    is_required: bool
    words: str


@dataclass(frozen=True)
class Operation:
    """One thing the API can do."""

    anchor: str
    method: str
    path: str
    summary: str
    words: str
    needs: str
    parameters: tuple[Part, ...]
    body: tuple[Part, ...]
    answer: tuple[Part, ...]


@dataclass(frozen=True)
class Chapter:
    """Operations that belong together."""

    name: str
    operations: tuple[Operation, ...]


def chapters_of(schema: Schema) -> tuple[Chapter, ...]:
    """The operations by their first tag, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            tag = (said.get("tags") or ["other"])[0]
            found.setdefault(tag, []).append(_operation(schema, path, method, said))
    return tuple(Chapter(name, tuple(operations)) for name, operations in found.items())


def _operation(schema: Schema, path: str, method: str, said: Schema) -> Operation:
    short = path.removeprefix("/api/v1")
    return Operation(
        anchor=slugify(f"{method} {short.replace('/', ' ')}"),
        method=method.upper(),
        path=short,
        summary=said.get("summary", ""),
        words=said.get("description", ""),
        needs=said.get("x-may", ""),
        parameters=tuple(_parameter(each) for each in said.get("parameters", ())),
        body=_fields(schema, _content(said.get("requestBody", {}))),
        answer=_fields(schema, _answer(said)),
    )


def _answer(said: Schema) -> Schema:
    good = [answer for status, answer in said["responses"].items() if str(status).startswith("2")]
    return _content(good[0]) if good else {}


def _content(holder: Schema) -> Schema:
    content: Schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
    return content


def _parameter(said: Schema) -> Part:
    inner = said.get("schema", {})
    words = said.get("description") or inner.get("description", "")
    return Part(said["name"], _kind(inner), bool(said.get("required")), words)


def _fields(schema: Schema, of: Schema) -> tuple[Part, ...]:
    """The fields of an object, or of the rows of a list."""
    target = _resolved(schema, of.get("items", of))
    required = target.get("required", ())
    return tuple(
        Part(name, _kind(said), name in required, said.get("description", ""))
        for name, said in target.get("properties", {}).items()
    )


def _resolved(schema: Schema, of: Schema) -> Schema:
    name = of.get("$ref", "").rpartition("/")[2]
    target: Schema = schema["components"]["schemas"][name] if name else of
    return target


def _kind(said: Schema) -> str:
    """``string``, ``integer or null``, ``list of UnitOut`` …"""
    if "$ref" in said:
        return str(said["$ref"]).rpartition("/")[2]
    if "anyOf" in said:
        return " or ".join(_kind(each) for each in said["anyOf"])
    if said.get("type") == "array":
        return f"list of {_kind(said.get('items', {}))}"
    return str(said.get("format") or said.get("type") or "anything")
