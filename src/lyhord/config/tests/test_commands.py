"""The command line: words, language, people, audit trail, translations."""

import io
from importlib import import_module

import django
import pytest

from lyhord.config import tongue, words
from lyhord.config.commands import main
from lyhord.config.commands import words as our_words
from lyhord.organisation.models import AuditEntry, Seat, User


@pytest.fixture(autouse=True)
def _english(monkeypatch, tmp_path):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr("os.umask", lambda mask: mask)


@pytest.fixture
def typed(monkeypatch):
    """Put something on standard input, as a pipe does."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def catalogue(monkeypatch, tmp_path):
    """The folder of a catalogue with one word, as makemessages leaves it: its header is called fuzzy."""
    source = tmp_path / "locale/sv/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        '#, fuzzy\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "ear"\nmsgstr "öra"\n'
    )
    monkeypatch.setattr(words, "PACKAGE", tmp_path)
    return tmp_path / "locale"


@pytest.mark.parametrize("name", our_words())
def test_every_word_leads_to_a_function(name):
    word = our_words()[name]

    assert callable(getattr(import_module(word.module), word.function))


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_without_a_word_all_words_are_shown(capsys, arguments):
    status = main(arguments)

    shown = capsys.readouterr().out.splitlines()
    assert (status, [line.split()[0] for line in shown[1:-1]]) == (0, list(our_words()))


def test_the_words_are_explained_in_the_persons_language(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    words.compile_words()
    tongue._words.cache_clear()

    main([])

    assert "bara sidorna" in capsys.readouterr().out


def test_every_other_word_is_djangos(capsys):
    assert (main(["version"]), capsys.readouterr().out) == (0, f"{django.__version__}\n")


def test_a_head_is_made_from_the_shell(db, typed, capsys, nordkaffe):
    typed("four words nobody guesses\n")

    status = main(["user", "add", "Anna@Kaffe.example", "--name", "Anna", "--head-of", "nordkaffe"])

    assert (status, capsys.readouterr().out) == (0, "anna@kaffe.example is a head of Nordkaffe AB now.\n")
    assert User.objects.get(email="anna@kaffe.example").check_password("four words nobody guesses")
    assert Seat.objects.get().holder.user.name == "Anna"


def test_somebody_who_has_an_account_becomes_a_head_without_a_new_password(typed, capsys, viewer, nordkaffe):
    typed("")

    status = main(["user", "add", viewer.user.email, "--head-of", "nordkaffe"])

    assert (status, nordkaffe.seats.filter(position="head").get().holder) == (0, viewer.member)


def test_the_first_account_from_the_shell_can_found_a_department(db, typed, capsys):
    typed("four words nobody guesses\n")

    assert main(["user", "add", "anna@kaffe.example"]) == 0
    assert capsys.readouterr().out == "anna@kaffe.example can log in now, and found a department.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["add", "a@b.example", "--head-of", "nowhere"],
            "There is no workspace nowhere. There are: nordkaffe",
        ),
        (["password", "nobody@b.example"], "Nobody has the address nobody@b.example."),
    ],
)
def test_what_cannot_be_is_said(nordkaffe, typed, capsys, arguments, said):
    typed("four words nobody guesses\n")

    assert (main(["user", *arguments]), capsys.readouterr().err) == (2, f"{said}\n")


def test_a_weak_password_is_refused_and_nothing_remains(db, typed, capsys):
    typed("short\n")

    assert (main(["user", "add", "a@b.example"]), User.objects.count()) == (2, 0)


def test_a_new_password_ends_the_old_one_and_is_in_the_trail(head, typed):
    typed("another long passphrase\n")

    main(["user", "password", head.user.email])

    head.user.refresh_from_db()
    assert head.user.check_password("another long passphrase")
    assert AuditEntry.objects.get(what="organisation.reset_password").object_id == str(head.user.pk)


def test_somebody_signs_in_by_another_address_from_now_on(head, capsys):
    head.browser.get("/me/")

    assert main(["user", "address", head.user.email, "Hedda@New.example"]) == 0

    head.user.refresh_from_db()
    assert (head.user.email, head.browser.get("/me/").status_code) == ("hedda@new.example", 302)
    assert AuditEntry.objects.get(what="organisation.change_address").details["new"] == "hedda@new.example"


@pytest.mark.parametrize("new", ["no address", "anton.analyst@nordkaffe.example"])
def test_an_address_that_is_none_or_somebody_elses_is_refused(head, analyst, new):
    assert main(["user", "address", head.user.email, new]) == 2

    head.user.refresh_from_db()
    assert head.user.email == "hedda.head@nordkaffe.example"


def test_a_whole_audit_trail_is_confirmed(head, typed, capsys):
    typed("another long passphrase\n")
    main(["user", "password", head.user.email])
    capsys.readouterr()

    assert (main(["audit", "verify"]), capsys.readouterr().out) == (0, "The audit trail is whole.\n")


def test_a_missing_line_of_the_audit_trail_is_found(head, typed, capsys):
    typed("another long passphrase\n")
    main(["user", "password", head.user.email])
    AuditEntry.objects.all().delete()

    status = main(["audit", "verify"])

    assert (status, capsys.readouterr().err) == (
        1,
        "installation, line 1: changed or missing, or the line before it is missing\n",
    )


def test_only_what_changed_is_compiled_again(catalogue):
    assert (words.compile_words(), words.stale()) == (1, [])


def test_what_is_compiled_can_be_read(catalogue, monkeypatch):
    monkeypatch.setattr(tongue, "_LOCALE", catalogue)
    tongue._words.cache_clear()
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")

    words.compile_words()

    assert tongue._("ear") == "öra"
    tongue._words.cache_clear()
