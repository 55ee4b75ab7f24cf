"""How our processes write their log: one line of JSON an event, for people when a terminal reads it.

Every line carries the ids bound at that moment: ``request`` by the middleware, ``job`` by the worker's loop.
Passwords, tokens and keys are taken out here, whoever wrote them.
"""

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from lyhord.config.lines import readable

_SECRET_NAME = re.compile(r"passw|secret|token|authorization|cookie|api_?key|credential", re.IGNORECASE)
_SECRET_TEXT = (
    (re.compile(r"(\w+://)[^/\s@]+@"), r"\1***@"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 ***"),
    (
        re.compile(r"(?i)(\w*(?:passw|secret|token|api_?key|signature)\w*=|[?&](?:code|key)=)[^&\s'\"]+"),
        r"\1***",
    ),
)
# Libraries that tell too much: every call with its full address, every 404 with its path.
_QUIET = {
    "django": logging.INFO,
    "django.request": logging.ERROR,
    "django.server": logging.INFO,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "uvicorn": logging.WARNING,
    "websockets": logging.WARNING,
    "asyncio": logging.WARNING,
}


def set_up(wanted: dict[str, Any]) -> None:
    """Django calls this with ``settings.LOGGING``: ``{"level": "INFO"}``."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = StandardError()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_shared(),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_secrets,
                _render,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if not isinstance(kept, StandardError)] + [handler]
    root.setLevel(wanted["level"])
    for name, level in _QUIET.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
        logger.setLevel(level)


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to what is standard error at that moment, which tests and the supervisor exchange."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stderr
        super().emit(record)


def without_secrets(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    """``line`` with stars where a secret stood."""
    return {key: _hidden(key, value) for key, value in line.items()}


def _hidden(key: str, value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _hidden(str(name), held) for name, held in value.items()}
    if isinstance(value, bool | int | float | None):
        return value
    if _SECRET_NAME.search(key):
        return "***"
    text = str(value)
    for pattern, instead in _SECRET_TEXT:
        text = pattern.sub(instead, text)
    return text


def _shared() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]


def _render(logger: WrappedLogger, name: str, line: EventDict) -> str:
    if sys.stderr.isatty():
        return readable(dict(line), colour=True)
    return str(structlog.processors.JSONRenderer(ensure_ascii=False)(logger, name, line))
