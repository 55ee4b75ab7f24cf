"""Choosing among many."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """A list that may have a thousand choices.

    Django renders a template for each: with 1,000 monitors that was 4 tenths of the mentions page.
    """

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 -- whatever the field holds
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The list as HTML; the choices have no groups."""
        chosen = set(self.format_value(value))
        attributes = flatatt({"name": name, **self.build_attrs(dict(self.attrs), dict(attrs or {}))})
        options = format_html_join("", '<option value="{}"{}>{}</option>', self._options(chosen))
        return format_html("<select{}>{}</select>", attributes, options)

    def _options(self, chosen: set[str]) -> Iterator[tuple[Any, str, Any]]:
        selected = mark_safe(" selected")
        for key, label in self.choices:
            yield key, selected if str(key) in chosen else "", label
