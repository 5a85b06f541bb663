"""Triggers that refuse UPDATE and DELETE: what was written stays written."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

MESSAGE = "append-only: deze tabel wordt alleen aangevuld"


def append_only(*tables: str) -> None:
    """Guard tables in the database itself, so that no tool can change them by accident."""
    if op.get_bind().dialect.name == "sqlite":
        for table in tables:
            for action in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$ LANGUAGE plpgsql"
    )
    for table in tables:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


@contextmanager
def unguarded(table: str) -> Iterator[None]:
    """Let a migration fill a new column of a guarded table, inside the transaction of that migration."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_no_update")
        yield
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")
    yield
    op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_append_only")
