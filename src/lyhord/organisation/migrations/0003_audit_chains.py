"""The chains of the audit trail remember their ends; the database refuses to change a line."""

import django.db.models.deletion
from django.db import migrations, models

REFUSAL = "The audit trail is append-only."
SQLITE = (
    f"""CREATE TRIGGER audit_lines_stay BEFORE UPDATE ON organisation_auditentry
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION lyhord_audit_lines_stay() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER audit_lines_stay BEFORE UPDATE ON organisation_auditentry
    FOR EACH ROW EXECUTE FUNCTION lyhord_audit_lines_stay()""",
)


def remember_ends(apps, editor):
    """The newest line of every chain that there is."""
    Entry, Chain = apps.get_model("organisation", "AuditEntry"), apps.get_model("organisation", "AuditChain")
    for name in Entry.objects.order_by("chain").values_list("chain", flat=True).distinct():
        last = Entry.objects.filter(chain=name).order_by("-number").first()
        Chain.objects.create(
            name=name, workspace_id=last.workspace_id, number=last.number, digest=last.digest
        )


def refuse_changes(apps, editor):
    """A trigger; lines go only with their workspace, which verification shows."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def allow_changes(apps, editor):
    """Back again."""
    is_postgres = editor.connection.vendor == "postgresql"
    editor.execute("DROP TRIGGER audit_lines_stay" + (" ON organisation_auditentry" if is_postgres else ""))
    if is_postgres:
        editor.execute("DROP FUNCTION lyhord_audit_lines_stay()")


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_open_invitations")]
    operations = [
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(max_length=64)),
                (
                    "workspace",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audit_chain",
                        to="organisation.workspace",
                    ),
                ),
            ],
        ),
        migrations.RunPython(remember_ends, migrations.RunPython.noop),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
