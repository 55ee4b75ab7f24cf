from django.db import migrations

from lyhord.listening.search import postgres, sqlite


def _engine(schema_editor):
    return sqlite if schema_editor.connection.vendor == "sqlite" else postgres


def create(apps, schema_editor):
    for statement in _engine(schema_editor).CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in _engine(schema_editor).DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("listening", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
