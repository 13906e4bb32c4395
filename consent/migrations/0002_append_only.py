from django.db import migrations

TABLES = ("consent_consentrecord", "consent_recordscope")


def refuse_changes(apps, schema_editor):
    """Not even a line of SQL rewrites what was agreed to."""
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            if schema_editor.connection.vendor == "sqlite":
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END"
                )
            elif schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    "CREATE OR REPLACE FUNCTION consent_append_only() RETURNS trigger AS "
                    "$$ BEGIN RAISE EXCEPTION 'consent is append-only'; END $$ LANGUAGE plpgsql"
                )
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                    f"FOR EACH ROW EXECUTE FUNCTION consent_append_only()"
                )


def allow_changes(apps, schema_editor):
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            target = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event.lower()}{target}")


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
