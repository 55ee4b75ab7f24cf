"""The long list is the one Django would write."""

from django import forms
from django.test.html import parse_html

from lyhord.listening.forms.choosing import LongSelect

CHOICES = [("", "All"), (1, "Kaffe & <b>te</b>"), (2, "Fika")]


def test_it_is_the_list_that_django_writes():
    attrs = {"class": "form-select", "id": "filter_monitor"}

    lists = [widget(choices=CHOICES).render("monitor", 2, attrs) for widget in (forms.Select, LongSelect)]

    assert parse_html(lists[0]) == parse_html(lists[1])


def test_foreign_names_stay_text():
    assert "Kaffe &amp; &lt;b&gt;te&lt;/b&gt;</option>" in LongSelect(choices=CHOICES).render("monitor", "")
