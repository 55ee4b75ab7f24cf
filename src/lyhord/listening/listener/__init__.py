"""The process that listens: ``lines`` that are open, ``keeping`` what they give, ``writer``: its threads."""

from lyhord.listening.listener.lines import run

__all__ = ["run"]
