"""Runs the revisions on the connection that ``store.migrate`` holds, inside its transaction."""

from alembic import context

from holdtheline.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite's DDL is transactional here, since the driver does not commit behind our back
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
