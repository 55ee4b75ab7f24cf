"""Goals that were set before get their KPI; what people said is reached stays so, with its celebration."""

from django.db import migrations
from django.db.models import F

# measure: (how it is counted, days it covers, where it comes from), as it was when this was written
SHAPES = {
    "followers": ("level", 1, "measured"),
    "likes": ("flow", 30, "measured"),
    "response_time": ("ratio", 30, "measured"),
    "mentions": ("flow", 30, "measured"),
    "posts_per_week": ("flow", 7, "measured"),
    "leads": ("level", 1, "manual"),
    "other": ("level", 1, "manual"),
}


def fill(apps, _schema):
    Goal, Milestone, Kpi, Celebration = (
        apps.get_model("strategy", name) for name in ("Goal", "Milestone", "Kpi", "Celebration")
    )
    for goal in Goal.objects.filter(kpi__isnull=True).order_by("pk"):
        number, window_days, kind = SHAPES[goal.measure]
        own = goal.measure == "other"
        values = {"number": number, "window_days": window_days, "kind": kind, "unit": goal.unit}
        goal.kpi, _made = Kpi.objects.get_or_create(
            workspace_id=goal.workspace_id,
            key=f"n_{goal.pk}" if own else goal.measure,
            defaults=values | {"name": goal.name if own else ""},
        )
        goal.hold = 3 if kind == "measured" else 1
        goal.phase = "first" if goal.measure in {"followers", "likes"} else "business"
        goal.save(update_fields=["kpi", "hold", "phase"])
    Goal.objects.filter(reached_at__isnull=False).update(reached_by="person")
    Milestone.objects.filter(reached_at__isnull=False).update(reached_by="person")
    for goal in Goal.objects.filter(reached_at__isnull=False, removed_at__isnull=True):
        Celebration.objects.create(workspace_id=goal.workspace_id, goal=goal, reached_at=goal.reached_at)
    for milestone in Milestone.objects.filter(
        reached_at__isnull=False, removed_at__isnull=True, goal__removed_at__isnull=True
    ).annotate(workspace_id=F("goal__workspace_id")):
        Celebration.objects.create(
            workspace_id=milestone.workspace_id,
            goal_id=milestone.goal_id,
            milestone=milestone,
            reached_at=milestone.reached_at,
        )


class Migration(migrations.Migration):
    dependencies = [("strategy", "0004_numbers_and_cakes")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
