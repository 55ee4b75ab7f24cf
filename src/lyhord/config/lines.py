"""A line of the log as a person reads it. Plain stdlib: the supervisor uses it too."""

import re
from datetime import datetime
from typing import Any

_FIRST = ("at", "process", "level", "event", "logger", "exception")
_COLOURS = {"debug": "2", "info": "0", "warning": "33", "error": "31", "critical": "31;1"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CONTROL_BUT_NEWLINE = re.compile(_CONTROL.pattern.replace(r"\x00-\x1f", r"\x00-\x09\x0b-\x1f"))


def readable(line: dict[str, Any], *, colour: bool) -> str:
    """``line`` for the eye: time, process, event and what belongs to it; a traceback indented below.

    Foreign text cannot begin a line or steer the terminal: its control characters are written as escapes.
    """
    level = str(line.get("level", "info"))
    parts = [_clock(line.get("at")), f"{line.get('process', '-')!s:<10}"]
    parts += [] if colour or level in {"debug", "info"} else [level.upper()]
    parts += [_shown(line.get("event", ""))]
    parts += [f"{key}={_shown(value)}" for key, value in line.items() if key not in _FIRST]
    text = " ".join(parts)
    if colour:
        text = f"\x1b[{_COLOURS.get(level, '0')}m{text}\x1b[0m"
    return text + _indented(str(line.get("exception") or ""))


def _clock(at: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(at)).astimezone():%H:%M:%S}"
    except ValueError:
        return "--:--:--"


def _shown(value: object) -> str:
    return _CONTROL.sub(_escape, str(value))


def _indented(text: str) -> str:
    lines = _CONTROL_BUT_NEWLINE.sub(_escape, text).splitlines()
    return "".join(f"\n    {line}" for line in lines)


def _escape(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode()
