import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listening", "0002_search_index")]
    operations = [
        migrations.CreateModel(
            name="DayZone",
            fields=[
                (
                    "workspace",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="day_zone",
                        serialize=False,
                        to="organisation.workspace",
                    ),
                ),
                ("zone", models.CharField(max_length=64)),
            ],
        ),
    ]
