"""Alembic runs inside the connection and transaction that store/database.py opened."""

from alembic import context

from store.failpoints import fail
from store.tables import metadata

connection = context.config.attributes["connection"]


def _stepped(**_facts: object) -> None:
    fail("migrate.step")


context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    on_version_apply=_stepped,
)
context.run_migrations()
